"""Alerts by plain e-mail: the message (pure), and one attempt to hand it to a mail server."""

import asyncio
import logging
import socket
import ssl
from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from time import perf_counter
from types import TracebackType
from typing import Self

import aiosmtplib

from agents.deliver import text
from agents.deliver.addresses import Allowed, BlockedAddressError, permitted
from agents.deliver.payload import link
from agents.deliver.state import Answer, Failure, Message, Outcome
from agents.endpoints import EmailEndpoint
from agents.wording import leading_claims
from schemas.alert import Alert

log = logging.getLogger(__name__)

COMMANDS = 3  # a dialogue is several questions: the whole attempt may take so many times the longest wait for one
THROTTLING = frozenset({421, 450, 451, 452})
TLS_FAILED = "the mail server's encryption cannot be trusted or is missing"
_POLICY = SMTP_POLICY.clone(cte_type="7bit")  # so that every server takes it


def compose(endpoint: EmailEndpoint, message: Message, at: datetime, to: Iterable[str], desk_url: str | None) -> bytes:
    """The mail. Its Message-ID is the same at every attempt; mails about one incident refer to it, and so are a thread.

    at: the time of this attempt. to: who gets it, of those that the endpoint names.
    """
    mail, domain = EmailMessage(policy=_POLICY), endpoint.sender.rpartition("@")[2]
    mail["Subject"] = text.message_title(message)
    mail["From"] = endpoint.sender
    mail["To"] = ", ".join(to)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{message.id}.{endpoint.name}@{domain}>"
    incidents = dict.fromkeys(f"<incident-{alert.incident.id}@{domain}>" for alert in message.alerts)
    mail["References"] = " ".join(list(incidents)[:20])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n\n\n".join(_paragraphs(alert, desk_url) for alert in message.alerts) + "\n")
    return mail.as_bytes()


def _paragraphs(alert: Alert, desk_url: str | None) -> str:
    lines = [text.title(alert), ""]
    lines += [f"{name + ':':<12} {value}" for name, value in text.facts(alert)]
    for claim in leading_claims(alert):
        source = text.clean(" ".join(part for part in (claim.outlet, claim.url) if part))
        lines += ["", f"“{text.clean(claim.evidence.text)}”", *([f"— {source}"] if source else [])]
    if at := link(alert, desk_url):
        lines += ["", at]
    published = f"published {alert.published_at:%d %B %Y %H:%M} UTC, alert {alert.id}"
    return "\n".join([*lines, "", published])


class MailChannel:
    """Hands mails to one server, a new connection for each, whose address is checked as a webhook's is."""

    def __init__(self, endpoint: EmailEndpoint, allowed: Allowed, timeout_s: float, desk_url: str | None) -> None:
        self.shown = f"smtp://{endpoint.server}"
        self.timeout_s = COMMANDS * timeout_s
        self._endpoint = endpoint
        self._allowed = allowed
        self._command_s = timeout_s
        self._desk_url = desk_url
        self.tls: ssl.SSLContext | None = None  # tests put one in that trusts their server

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is kept open."""

    async def send(self, message: Message, at: datetime, reached: tuple[str, ...]) -> Answer:
        """As the protocol says. An address that took it gets it no more, one that refuses for good is told of."""
        left = [address for address in self._endpoint.to if address not in reached]
        mail = compose(self._endpoint, message, at, left, self._desk_url)
        began = perf_counter()
        try:
            async with asyncio.timeout(self.timeout_s):
                refused = await self._hand_over(mail, left)
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
            return failed(error, perf_counter() - began, reached)
        return judged(left, refused, perf_counter() - began, reached)

    async def _hand_over(self, mail: bytes, to: list[str]) -> dict[str, int]:
        """Reply codes of the addresses that were refused, the others have it."""
        end = self._endpoint
        client = aiosmtplib.SMTP(
            hostname=end.host,
            sock=await connect(end.host, end.port, self._allowed),
            use_tls=end.encryption == "tls",
            start_tls=end.encryption == "starttls",
            tls_context=self.tls,
            local_hostname=end.sender.rpartition("@")[2],
            timeout=self._command_s,
        )
        try:
            await client.connect()
            if end.user is not None and end.password is not None:
                await client.login(end.user, end.password.get_secret_value())
            refused, _ = await client.sendmail(end.sender, to, mail)
            return {address: response[0] for address, response in refused.items()}
        finally:
            client.close()


async def connect(host: str, port: int, allowed: Allowed) -> socket.socket:
    """A connection to one of the host's addresses, if it may be reached: the very addresses that were checked.

    Raises BlockedAddressError, or OSError.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not permitted(host, [str(one[4][0]) for one in found], allowed):
        raise BlockedAddressError(f"{host} does not lead to a public address alone")
    last: OSError = OSError(f"{host} has no address")
    for family, kind, protocol, _, address in found:
        sock = socket.socket(family, kind, protocol)
        sock.setblocking(False)
        try:
            await loop.sock_connect(sock, address)
        except OSError as error:
            sock.close()
            last = error
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise last


def judged(to: list[str], refused: dict[str, int], seconds: float, reached: tuple[str, ...]) -> Answer:
    """What a mail came to that some address has taken."""
    now_reached = (*reached, *(address for address in to if address not in refused))
    later = [code for code in refused.values() if code < 500]
    if later:
        return Answer(later[0], seconds=seconds, verdict=_verdict(later[0]), reached=now_reached)
    note = None
    if refused:
        note = f"{len(refused)} of {len(to)} addresses were refused for good"
        log.warning("deliver: %s: reply codes %s", note, sorted(set(refused.values())))
    return Answer(250, seconds=seconds, verdict="delivered", reached=now_reached, note=note)


def failed(error: Exception, seconds: float, reached: tuple[str, ...]) -> Answer:
    """What a mail came to that no address has taken."""
    codes = []
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        codes = [one.code for one in error.recipients]
    elif isinstance(error, aiosmtplib.SMTPResponseException):
        codes = [error.code]
    code = next((one for one in sorted(codes) if 400 <= one < 600), None)  # a passing refusal of one before the rest
    if code is not None:
        return Answer(code, seconds=seconds, verdict=_verdict(code), reached=reached)
    note = TLS_FAILED if isinstance(error, ssl.SSLError | aiosmtplib.SMTPNotSupported) else None
    return Answer(failure=_failure(error), seconds=seconds, reached=reached, note=note)


def _verdict(code: int) -> Outcome:
    if code >= 500:
        return "refused"
    return "throttled" if code in THROTTLING else "retry"


def _failure(error: Exception) -> Failure:
    if isinstance(error, BlockedAddressError):
        return "blocked_address"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, aiosmtplib.SMTPConnectError) or not isinstance(error, aiosmtplib.SMTPException):
        return "connection"
    return "broken"
