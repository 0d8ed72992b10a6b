"""``tocsin sink``: a small receiver of webhooks that checks each signature, for demos and for trying things out."""

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any

import click
from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError

LOOPBACK = "127.0.0.1"
MAX_BODY_BYTES = 8 * 1024 * 1024


class Receiver:
    """Takes POSTs, verifies them and tells ``tell`` one line about each: a mapping ready for JSON."""

    def __init__(self, secret: str, tell: Callable[[Mapping[str, Any]], None]) -> None:
        try:
            self._webhook = Webhook(secret)
        except Exception as error:  # the package raises whatever its base64 decoder does
            raise click.ClickException(
                f"the secret is not one of Standard Webhooks (whsec_ and base64): {error}"
            ) from error
        self._tell = tell
        self._seen: set[str] = set()

    async def receive(self, request: web.Request) -> web.Response:
        """204 for a verified delivery, 401 for a wrong signature; a delivery that comes again says so."""
        body = await request.read()
        webhook_id = request.headers.get("webhook-id", "")
        try:
            self._webhook.verify(body.decode(), dict(request.headers))
            content = json.loads(body)
        except (WebhookVerificationError, ValueError) as error:
            self._tell({"webhook_id": webhook_id, "verified": False, "error": str(error) or type(error).__name__})
            return web.Response(status=401)
        repeated = webhook_id in self._seen
        self._seen.add(webhook_id)
        self._tell({"webhook_id": webhook_id, "verified": True, "repeated": repeated, **summary(content)})
        return web.Response(status=204)

    def app(self) -> web.Application:
        """The server: POST on any path."""
        app = web.Application(client_max_size=MAX_BODY_BYTES)
        app.router.add_post("/{path:.*}", self.receive)
        return app


def summary(content: Any) -> dict[str, Any]:
    """What one line shows of a delivered alert; nothing of a body that is none."""
    alert = content.get("data", content) if isinstance(content, dict) else {}
    incident = alert.get("incident") if isinstance(alert, dict) else None
    if not isinstance(incident, dict):
        return {}
    place = incident.get("place") or {}
    return {
        "alert_id": alert.get("id"),
        "reason": alert.get("reason"),
        "kind": incident.get("kind"),
        "place": place.get("name"),
    }


def as_line(told: Mapping[str, Any]) -> str:
    """One delivery for a person."""
    if not told["verified"]:
        return f"REFUSED {told['webhook_id'] or '(no webhook-id)'}: {told['error']}"
    what = " ".join(str(told[name]) for name in ("reason", "kind", "place") if told.get(name))
    return f"verified {told['webhook_id']} {what}{' (again)' if told['repeated'] else ''}"


async def serve(port: int, receiver: Receiver, stop: asyncio.Event) -> None:
    """Receive until ``stop`` is set."""
    runner = web.AppRunner(receiver.app(), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        click.echo(f"listening on http://{LOOPBACK}:{port}/", err=True)
        await stop.wait()
    finally:
        await runner.cleanup()


@click.command(short_help="Receive webhooks, check their signatures, print them.")
@click.option("--port", type=click.IntRange(1, 65535), required=True, help="Port on 127.0.0.1.")
@click.option("--secret", envvar="TOCSIN_WEBHOOK_SECRET", required=True, help="whsec_…; or TOCSIN_WEBHOOK_SECRET.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per delivery.")
def sink(port: int, secret: str, as_json: bool) -> None:
    """Receive webhooks on 127.0.0.1, check their Standard Webhooks signatures, print one line for each.

    \b
    Example (Ctrl-C ends it):
        tocsin sink --port 9000 --secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
    """

    def tell(told: Mapping[str, Any]) -> None:
        sys.stdout.write((json.dumps(told, ensure_ascii=False) if as_json else as_line(told)) + "\n")
        sys.stdout.flush()

    async def run() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await serve(port, Receiver(secret, tell), stop)

    asyncio.run(run())
