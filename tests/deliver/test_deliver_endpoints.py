"""Endpoints as tocsin.toml has them: what is read, what is refused and how it is said, secrets from files."""

import base64
from pathlib import Path
from typing import Any

import pytest

from agents.endpoints import AlertmanagerEndpoint, EmailEndpoint, SlackEndpoint, WebhookEndpoint, zone
from agents.settings import SettingsError, read_settings

SECRET = "whsec_" + base64.b64encode(b"s" * 24).decode()
OTHER = "whsec_" + base64.b64encode(b"t" * 32).decode()
WEBHOOK = f'name = "desk"\nurl = "https://desk.example/hook"\nsecret = "{SECRET}"\n'
EMAIL = (
    'name = "desk"\ntype = "email"\nserver = "smtp.example:587"\nsender = "t@desk.example"\nto = ["a@desk.example"]\n'
)
AM = 'name = "desk"\ntype = "alertmanager"\nurl = "http://am:9093"\n'


@pytest.fixture
def toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "tocsin.toml"
    monkeypatch.setenv("TOCSIN_CONFIG", str(path))
    return path


def one(toml: Path, text: str) -> Any:
    toml.write_text(f"[[endpoints]]\n{text}")
    (read,) = read_settings().endpoints
    return read


def test_every_type_with_all_it_can_have(toml: Path, tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("hush hush\n")
    toml.write_text(
        f"""
        desk_url = "https://desk.example/"

        [[webhooks]]
        {WEBHOOK}
        parallel = 4
        [webhooks.filter]
        kinds = ["casualty"]
        reasons = ["first_report", "corroborated"]
        places = ["Riverton", "geonames:4711"]
        countries = ["IQ"]
        boxes = [[35.0, 29.0, 48.5, 37.5]]
        actors = ["Hill Militia"]
        min_killed = 10
        stances = ["asserted"]
        min_origins = 2
        [webhooks.quiet]
        start = "22:00"
        end = "06:30"
        timezone = "Europe/Kyiv"
        days = ["sat", "sun"]
        despite = ["reversal"]
        despite_killed = 50
        [webhooks.digest]
        alerts = 5
        seconds = 60
        hold = true

        [[endpoints]]
        name = "chat"
        type = "slack"
        url_file = "{tmp_path}/url"

        [[endpoints]]
        name = "page"
        type = "alertmanager"
        url = "http://alertmanager:9093/"
        user = "tocsin"
        password_file = "{tmp_path}/pw"
        labels = {{ team = "night" }}

        [[endpoints]]
        name = "post"
        type = "email"
        server = "[2001:db8::1]:465"
        encryption = "tls"
        user = "tocsin"
        password_file = "{tmp_path}/pw"
        sender = "t@desk.example"
        to = ["a@desk.example", "b@desk.example"]
        """
    )
    (tmp_path / "url").write_text("https://hooks.example/services/T/B/x\n")
    settings = read_settings()
    desk, chat, page, post = settings.endpoints
    assert isinstance(desk, WebhookEndpoint)
    assert (desk.parallel, desk.filter.min_killed, desk.digest is not None and desk.digest.hold) == (4, 10, True)
    assert desk.quiet is not None
    assert (desk.quiet.end.hour, desk.quiet.end.minute, desk.quiet.days) == (6, 30, ("sat", "sun"))
    assert isinstance(chat, SlackEndpoint)
    assert chat.url == "https://hooks.example/services/T/B/x"
    assert isinstance(page, AlertmanagerEndpoint)
    assert (page.url, page.password and page.password.get_secret_value()) == ("http://alertmanager:9093", "hush hush")
    assert isinstance(post, EmailEndpoint)
    assert (post.host, post.port, post.encryption) == ("2001:db8::1", 465, "tls")
    assert settings.desk_url == "https://desk.example"
    shown = repr(settings) + settings.model_dump_json()
    for secret in ("hush", SECRET, "services/T"):
        assert secret not in shown


def test_two_secrets_by_list_or_file(toml: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n\n {OTHER} \n")
    base = 'name = "desk"\nurl = "https://desk.example/"\n'
    by_list = one(toml, f'{base}secret = ["{SECRET}", "{OTHER}"]')
    by_file = one(toml, f'{base}secret_file = "{tmp_path}/secret"')
    assert by_list.secret == by_file.secret
    assert [secret.get_secret_value() for secret in by_list.secret] == [SECRET, OTHER]


def test_the_single_webhook_takes_its_secret_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n{OTHER}\n")
    monkeypatch.setenv("TOCSIN_WEBHOOK_URL", "https://desk.example/hook")
    monkeypatch.setenv("TOCSIN_WEBHOOK_SECRET_FILE", str(tmp_path / "secret"))
    (desk,) = read_settings().endpoints
    assert isinstance(desk, WebhookEndpoint)
    assert len(desk.secret) == 2
    monkeypatch.setenv("TOCSIN_WEBHOOK_SECRET", SECRET)
    with pytest.raises(SettingsError, match="keep one of them"):
        read_settings()
    monkeypatch.delenv("TOCSIN_WEBHOOK_SECRET")
    monkeypatch.setenv("TOCSIN_WEBHOOK_SECRET_FILE", str(tmp_path / "nothing"))
    with pytest.raises(SettingsError, match="No such file or directory; name a file"):
        read_settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (WEBHOOK + 'colour = "red"', "colour"),
        (WEBHOOK.replace("desk", "Desk One", 1), "0.name"),
        (WEBHOOK + 'type = "pager"', "'webhook', 'slack', 'alertmanager', 'email'"),
        ('name = "desk"\nurl = "https://desk.example/"', "secret"),
        (WEBHOOK + 'secret_file = "/nowhere"', "the same thing twice"),
        (
            'name = "desk"\nurl = "https://desk.example/"\nsecret_file = "/nowhere"',
            "secret_file: /nowhere: No such file",
        ),
        (f'name = "desk"\nurl = "https://a.example/"\nsecret = ["{SECRET}", "{SECRET}", "{SECRET}"]', "at most 2"),
        (f'name = "desk"\nurl = "https://u:p@a.example/"\nsecret = "{SECRET}"', "without a user"),
        (f'name = "desk"\nurl = "https://a.example:port/"\nsecret = "{SECRET}"', "http:// or https://"),
        (WEBHOOK + '[endpoints.filter]\nkinds = ["earthquake"]', "filter.kinds.0"),
        (WEBHOOK + "[endpoints.filter]\nboxes = [[0, 40, 10, 30]]", "west, south, east, north"),
        (WEBHOOK + '[endpoints.filter]\ncountries = ["Iraq"]', "filter.countries.0"),
        (WEBHOOK + '[endpoints.filter]\nreasons = ["loud"]', "filter.reasons.0"),
        (WEBHOOK + '[endpoints.quiet]\nstart = "22:00"', "quiet.end"),
        (WEBHOOK + '[endpoints.quiet]\nstart = "22:00"\nend = "22:00"', "the same"),
        (WEBHOOK + '[endpoints.quiet]\nstart = "22:00"\nend = "6:00"\ntimezone = "Moon/Base"', "no time zone"),
        (WEBHOOK + "[endpoints.digest]\nalerts = 1\nseconds = 60", "digest.alerts"),
        (AM + 'token = "a"\nuser = "b"\npassword = "c"', "token, or user and password"),
        (AM.replace("9093", "9093/api/v2/alerts"), "without /api/v2/alerts"),
        (AM + 'labels = { "a-b" = "c" }', "labels"),
        (EMAIL.replace(":587", ""), "server"),
        (EMAIL + 'encryption = "none"\nuser = "u"\npassword = "p"', "must not travel readable"),
        (EMAIL + 'user = "u"', "go together"),
        (EMAIL.replace("a@desk.example", "a@desk.example\\r\\nBcc: b@c.example"), "no address"),
    ],
)
def test_what_is_wrong_is_named(toml: Path, text: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        one(toml, text)
    message = str(caught.value)
    assert words in message
    assert "webhooks in " in message
    assert "docs/delivery.md" in message
    assert SECRET not in message


def test_an_empty_secret_file_and_one_that_is_no_text(toml: Path, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    for content, words in ((b"\n", "is empty; write the secret into it"), (b"\xff\xfe", "not UTF-8 text")):
        path.write_bytes(content)
        with pytest.raises(SettingsError, match=words):
            one(toml, f'name = "desk"\nurl = "https://desk.example/"\nsecret_file = "{path}"')


def test_endpoints_are_a_list(toml: Path) -> None:
    toml.write_text('endpoints = "desk"')
    with pytest.raises(SettingsError, match=r"write \[\[endpoints\]\]"):
        read_settings()


def test_utc_needs_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zoneinfo.TZPATH", ())
    assert zone("UTC").utcoffset(None).total_seconds() == 0  # type: ignore[union-attr]
