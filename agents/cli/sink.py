"""``tocsin sink``: a small receiver of webhooks that checks each signature, for demos and for trying things out."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError

LOOPBACK = "127.0.0.1"
MAX_BODY_BYTES = 8 * 1024 * 1024


class Receiver:
    """Takes POSTs, verifies them and tells ``tell`` one line about each: a mapping ready for JSON."""

    def __init__(self, *secrets: str, tell: Callable[[Mapping[str, Any]], None], status: int = 204) -> None:
        try:
            self._webhooks = [Webhook(secret) for secret in secrets]
        except Exception as error:  # the package raises whatever its base64 decoder does
            raise click.ClickException(
                f"the secret is not one of Standard Webhooks (whsec_ and base64): {error}"
            ) from error
        self._tell = tell
        self._status = status
        self._seen: set[str] = set()

    async def receive(self, request: web.Request) -> web.Response:
        """204 (or what was asked for) for a verified delivery, 401 for a wrong signature; a repeated one is told so."""
        body = await request.read()
        webhook_id = request.headers.get("webhook-id", "")
        try:
            self._verify(body.decode(), dict(request.headers))
            content = json.loads(body)
        except (WebhookVerificationError, ValueError) as error:
            self._tell({"webhook_id": webhook_id, "verified": False, "error": str(error) or type(error).__name__})
            return web.Response(status=401)
        repeated = webhook_id in self._seen
        self._seen.add(webhook_id)
        self._tell({"webhook_id": webhook_id, "verified": True, "repeated": repeated, **summary(content)})
        return web.Response(status=self._status)

    def _verify(self, body: str, headers: dict[str, str]) -> None:
        """Raises WebhookVerificationError, or ValueError, where none of the secrets fits."""
        for webhook in self._webhooks[:-1]:
            with contextlib.suppress(WebhookVerificationError, ValueError):
                webhook.verify(body, headers)
                return
        self._webhooks[-1].verify(body, headers)

    async def ready(self, _: web.Request) -> web.Response:
        """200: for a container's health check."""
        return web.json_response({"ready": True})

    def app(self) -> web.Application:
        """The server: POST on any path, GET of /readyz."""
        app = web.Application(client_max_size=MAX_BODY_BYTES)
        app.router.add_post("/{path:.*}", self.receive)
        app.router.add_get("/readyz", self.ready)
        return app


def summary(content: Any) -> dict[str, Any]:
    """What one line shows of a delivered alert or digest; nothing of a body that is neither."""
    alert = content.get("data", content) if isinstance(content, dict) else {}
    if isinstance(alert, dict) and isinstance(alert.get("alerts"), list):
        return {"digest": [told for one in alert["alerts"] if (told := summary(one))]}
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
    what = "; ".join(_words(one) for one in told.get("digest", [told]))
    if "digest" in told:
        what = f"digest of {len(told['digest'])}: {what}"
    return f"verified {told['webhook_id']} {what}{' (again)' if told['repeated'] else ''}"


def _words(alert: Mapping[str, Any]) -> str:
    return " ".join(str(alert[name]) for name in ("reason", "kind", "place") if alert.get(name))


async def serve(host: str, port: int, receiver: Receiver, stop: asyncio.Event) -> None:
    """Receive until ``stop`` is set."""
    runner = web.AppRunner(receiver.app(), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        click.echo(f"listening on http://{host}:{port}/", err=True)
        await stop.wait()
    finally:
        await runner.cleanup()


@click.command(short_help="Receive webhooks, check their signatures, print them.")
@click.option("--port", type=click.IntRange(1, 65535), required=True, help="Port to listen on.")
@click.option("--host", default=LOOPBACK, show_default=True, help="Address to listen on; 0.0.0.0 in a container.")
@click.option("--secret", "secrets", multiple=True, help="whsec_…; or TOCSIN_WEBHOOK_SECRET. Twice for two.")
@click.option(
    "--secret-file", type=click.Path(exists=True, dir_okay=False), help="A file that holds it, or two of them."
)
@click.option(
    "--answer", type=click.IntRange(200, 599), default=204, help="Answer with this status, to see what follows."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per delivery.")
def sink(port: int, host: str, secrets: tuple[str, ...], secret_file: str | None, answer: int, as_json: bool) -> None:
    """Receive webhooks, check their Standard Webhooks signatures, print one line for each.

    \b
    Example (Ctrl-C ends it):
        tocsin sink --port 9000 --secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
    """
    known = [*secrets, *(Path(secret_file).read_text("utf-8").split() if secret_file else ())]
    if not known and os.environ.get("TOCSIN_WEBHOOK_SECRET"):
        known = [os.environ["TOCSIN_WEBHOOK_SECRET"]]
    if not known:
        raise click.UsageError("give --secret or --secret-file, or set TOCSIN_WEBHOOK_SECRET")

    def tell(told: Mapping[str, Any]) -> None:
        sys.stdout.write((json.dumps(told, ensure_ascii=False) if as_json else as_line(told)) + "\n")
        sys.stdout.flush()

    async def run() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await serve(host, port, Receiver(*known, tell=tell, status=answer), stop)

    asyncio.run(run())
