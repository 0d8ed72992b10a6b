"""Alerts by e-mail, to a real mail server that refuses, stalls, hangs up or asks for encryption and a password."""

import asyncio
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from deliver_support import AT, LOOPBACK, RIVERTON, Clock, alert, endpoint, fall, harmed, sender

from agents.deliver.addresses import parse_allowed
from agents.deliver.mail import MailChannel, compose
from agents.deliver.state import Answer, Message
from agents.deliver.store import RedisStore

PASSWORD = "hush hush"
ONE = Message("a1", (harmed(incident="i1"),))


@dataclass
class Mailbox:
    """A mail server's judgement, and what it has taken."""

    refuse: dict[str, str] = field(default_factory=dict)
    data: str = "250 OK"
    mails: list[Envelope] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        if self.data == "stall":
            await asyncio.sleep(30)
        if self.data.startswith("250"):
            self.mails.append(envelope)
        return self.data

    def login(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    box = Mailbox()
    async with await serve(box):
        yield box


async def serve(box: Mailbox, **given: Any) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, hostname="mx.example", loop=loop, **given), "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    return server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if which("openssl") is None:
        pytest.skip("openssl is not installed: apt-get install openssl")
    path = tmp_path_factory.mktemp("tls") / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", path, "-out", f"{path}.crt",
         "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


def mail_to(port: int, **given: Any) -> Any:
    fields = {"encryption": "none", "sender": "tocsin@desk.example", "to": ["night@desk.example"], **given}
    return endpoint(name="mail", type="email", server=f"127.0.0.1:{port}", **fields)


def way(to: Any, timeout_s: float = 1.0, **given: Any) -> MailChannel:
    return MailChannel(to, given.get("allowed", LOOPBACK), timeout_s, None)


async def attempt(to: Any, **given: Any) -> Answer:
    return await way(to, **given).send(ONE, AT, ())


def test_a_mail_reads_well_and_is_part_of_its_incidents_thread() -> None:
    to = mail_to(25, to=["night@desk.example", "field@desk.example"])
    taken = alert("a2", incident="i1", of={"place": RIVERTON}, claims=(fall(),), reason="denied")
    first, second = (
        message_from_bytes(compose(to, Message(m.id, (m,)), AT, to.to, "https://desk.example"), policy=default)
        for m in (ONE.alerts[0], taken)
    )
    assert str(make_header(decode_header(first["Subject"]))) == "First report: at least 7 killed · Riverton, Kosovo"
    assert first["To"] == "night@desk.example, field@desk.example"
    assert first["Message-ID"] == "<a1.mail@desk.example>"
    assert first["References"] == second["References"] == "<incident-i1@desk.example>"
    assert first["Auto-Submitted"] == "auto-generated"
    text = first.get_content()
    for words in ("Said by:     River Post", "“At least seven people were killed in <Riverton>", "post.example/2"):
        assert words in text
    assert "https://desk.example/incidents/i1" in text


def test_a_mail_is_the_same_at_every_attempt_and_takes_no_header_from_a_report() -> None:
    hostile = harmed(of={"place": None, "outlets": ("Post\r\nBcc: everybody@else.example",)})
    raw = compose(mail_to(25), Message("a1", (hostile,)), AT, ["a@b.example"], None)
    assert raw == compose(mail_to(25), Message("a1", (hostile,)), AT, ["a@b.example"], None)
    assert b"\nBcc" not in raw.partition(b"\r\n\r\n")[0]
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) < 998


async def test_a_mail_arrives(mailbox: Mailbox) -> None:
    answer = await attempt(mail_to(mailbox.port, to=["a@desk.example", "b@desk.example"]))
    assert (answer.status, answer.verdict, answer.reached) == (250, "delivered", ("a@desk.example", "b@desk.example"))
    (envelope,) = mailbox.mails
    assert envelope.rcpt_tos == ["a@desk.example", "b@desk.example"]
    assert envelope.mail_from == "tocsin@desk.example"


@pytest.mark.parametrize(
    ("refuse", "data", "status", "verdict"),
    [
        ({"night@desk.example": "450 greylisted"}, "250 OK", 450, "throttled"),
        ({"night@desk.example": "550 nobody"}, "250 OK", 550, "refused"),
        ({}, "451 later", 451, "throttled"),
        ({}, "447 odd", 447, "retry"),
        ({}, "554 spam", 554, "refused"),
        ({}, "421 closing", 421, "throttled"),
    ],
)
async def test_what_a_refusal_comes_to(
    mailbox: Mailbox, refuse: dict[str, str], data: str, status: int, verdict: str
) -> None:
    mailbox.refuse, mailbox.data = refuse, data
    answer = await attempt(mail_to(mailbox.port))
    assert (answer.status, answer.verdict, answer.reached) == (status, verdict, ())


async def test_who_has_it_does_not_get_it_again_when_another_is_tried_again(
    mailbox: Mailbox, store: RedisStore, clock: Clock
) -> None:
    to = mail_to(mailbox.port, to=["a@desk.example", "later@desk.example", "gone@desk.example"])
    mailbox.refuse = {"later@desk.example": "450 greylisted", "gone@desk.example": "550 nobody"}
    sending = sender(store, clock, [to])
    await sending.schedule(harmed())
    channel = way(to)
    assert await sending.attempt(to, channel)
    del mailbox.refuse["later@desk.example"]
    clock.turn(5)
    assert await sending.attempt(to, channel)
    assert [envelope.rcpt_tos for envelope in mailbox.mails] == [["a@desk.example"], ["later@desk.example"]]
    assert await store.state("mail", "a1") == "delivered"
    last, first = await store.log("mail")
    assert (first.outcome, first.status, last.outcome) == ("throttled", 450, "delivered")
    assert last.note == "1 of 2 addresses were refused for good"
    assert last.url == f"smtp://127.0.0.1:{mailbox.port}"


async def test_a_server_that_stalls_hangs_up_or_talks_nonsense(mailbox: Mailbox) -> None:
    mailbox.data = "stall"
    answer = await attempt(mail_to(mailbox.port), timeout_s=0.2)
    assert (answer.failure, answer.status) == ("timeout", None)
    assert answer.seconds < 2
    for greeting, failures in ((b"", {"connection", "broken"}), (b"\x00what\r\n", {"connection", "broken"})):

        async def greet(reader: Any, writer: asyncio.StreamWriter, greeting: bytes = greeting) -> None:
            writer.write(greeting)
            await writer.drain()
            writer.close()

        async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
            answer = await attempt(mail_to(server.sockets[0].getsockname()[1]))
            assert answer.failure in failures
    assert (await attempt(mail_to(server_port_that_is_free()))).failure == "connection"


def server_port_that_is_free() -> int:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port: int = holder.getsockname()[1]
        return port


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
async def test_a_private_mail_server_is_not_reached(mailbox: Mailbox, host: str) -> None:
    to = endpoint(
        name="mail", type="email", server=f"{host}:{mailbox.port}", encryption="none", sender="a@b.example",
        to=["c@d.example"],
    )  # fmt: skip
    assert (await attempt(to, allowed=parse_allowed([]))).failure == "blocked_address"
    assert mailbox.mails == []


@pytest.mark.parametrize("encryption", ["starttls", "tls"])
async def test_encrypted_with_a_password(certificate: Path, encryption: str) -> None:
    box, context = Mailbox(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    starttls = encryption == "starttls"

    def protocol() -> SMTP:
        given: dict[str, Any] = {"tls_context": context, "require_starttls": True} if starttls else {}
        return SMTP(
            box,
            hostname="mx",
            loop=loop,
            authenticator=box.login,
            auth_required=starttls,
            auth_require_tls=starttls,
            **given,
        )

    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=None if starttls else context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        to = mail_to(port, encryption=encryption, user="tocsin", password=PASSWORD)
        distrusted = await way(to).send(ONE, AT, ())
        assert distrusted.verdict is None
        assert distrusted.failure in ("connection", "broken")
        assert box.logins == []
        trusting = way(to)
        trusting.tls = ssl.create_default_context(cafile=certificate)
        assert (await trusting.send(ONE, AT, ())).verdict == "delivered"
        wrong = way(mail_to(port, encryption=encryption, user="tocsin", password="wrong"))
        wrong.tls = trusting.tls
        answer = await wrong.send(ONE, AT, ())
        assert (answer.status, answer.verdict) == (535, "refused")
    assert (set(box.logins), len(box.mails)) == ({"tocsin"}, 1)


async def test_a_server_without_encryption_gets_nothing_where_it_was_asked_for(mailbox: Mailbox) -> None:
    answer = await attempt(mail_to(mailbox.port, encryption="starttls"))
    assert (answer.failure is not None, mailbox.mails) == (True, [])
