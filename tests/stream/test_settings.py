"""Settings: where they come from, what is refused and how it is said, and that secrets stay secret."""

import base64
from pathlib import Path

import pytest

from agents.settings import Settings, SettingsError, load_settings, read_settings, settings_table

SECRET = "whsec_" + base64.b64encode(b"s" * 24).decode()


@pytest.fixture
def toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "tocsin.toml"
    monkeypatch.setenv("TOCSIN_CONFIG", str(path))
    return path


def test_defaults_stand_alone() -> None:
    settings = read_settings()
    assert settings.kafka == "127.0.0.1:9092"
    assert settings.endpoints == ()


def test_what_is_given_wins_over_the_environment_and_that_over_the_file(
    toml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml.write_text('partitions = 2\ngroup = "from-the-file"\nlog_level = "debug"\n')
    monkeypatch.setenv("TOCSIN_PARTITIONS", "3")
    monkeypatch.setenv("TOCSIN_GROUP", "from-the-environment")
    settings = read_settings(partitions=5)
    assert (settings.partitions, settings.group, settings.log_level) == (5, "from-the-environment", "debug")


def test_a_file_in_the_working_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOCSIN_CONFIG")
    monkeypatch.chdir(tmp_path)
    assert read_settings().partitions == 4
    (tmp_path / "tocsin.toml").write_text("partitions = 7")
    assert read_settings().partitions == 7


def test_loading_reads_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_settings()
    monkeypatch.setenv("TOCSIN_PARTITIONS", "9")
    assert load_settings() is first
    load_settings.cache_clear()
    assert load_settings().partitions == 9


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PARTITIONS", "0", "greater than or equal to 1"),
        ("PARTITIONS", "four", "valid integer"),
        ("KAFKA", "broker", "not host:port"),
        ("KAFKA", "a:9092,b", "'b' is not host:port"),
        ("REDIS_URL", "localhost:6379", "redis://"),
        ("LOG_FORMAT", "xml", "'lines' or 'json'"),
        ("GROUP", "a b", "pattern"),
        ("WEBHOOK_ALLOW", "10.0.0.0/33", "10.0.0.0/33"),
        ("WEBHOOK_ALLOW", "10.0.0.1/8", "host bits"),
        ("WEBHOOK_URL", "ftp://example.org/", "http:// or https://"),
        ("WEBHOOK_URL", "https://user:pw@example.org/", "without a user"),
        ("WEBHOOK_SECRET", "whsec_c2hvcnQ=", "24 to 64"),
        ("WEBHOOKS", f'[{{"name": "A B", "url": "http://a/", "secret": "{SECRET}"}}]', "0.name"),
        ("WEBHOOKS", "not json", "not JSON: Expecting value"),
        ("STATE_EXPIRY_DAYS", "3", "longer than retention_days"),
        ("METRICS_PORT", "70000", "65535"),
    ],
)
def test_a_wrong_option_is_named_with_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(f"TOCSIN_{name}", value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert name.lower() in str(caught.value).lower()
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_wrong_option_gets_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_PARTITIONS", "0")
    monkeypatch.setenv("TOCSIN_REDIS_URL", "nowhere")
    with pytest.raises(SettingsError) as caught:
        read_settings(kafka="x")
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines] == ["kafka", "TOCSIN_REDIS_URL", "TOCSIN_PARTITIONS"]


def test_a_misspelt_variable_is_refused_with_the_right_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_PARTITION", "2")
    with pytest.raises(SettingsError, match="did you mean TOCSIN_PARTITIONS"):
        read_settings()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("partition = 2", "partition: no such option; did you mean partitions?"),
        ("partitions = 0", "partitions in "),
        ("partitions = [", "not a TOML file"),
    ],
)
def test_a_wrong_file_is_named(toml: Path, content: str, words: str) -> None:
    toml.write_text(content)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert words in str(caught.value)


def test_a_named_file_must_exist(toml: Path) -> None:
    with pytest.raises(SettingsError, match="there is no file"):
        read_settings()


def test_webhooks_of_the_file_and_the_single_one_go_together(toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml.write_text(f'[[webhooks]]\nname = "desk"\nurl = "https://desk.example/hook"\nsecret = "{SECRET}"\n')
    monkeypatch.setenv("TOCSIN_WEBHOOK_URL", "https://other.example/hook")
    with pytest.raises(SettingsError, match="set both or neither"):
        read_settings()
    monkeypatch.setenv("TOCSIN_WEBHOOK_SECRET", SECRET)
    assert [(end.name, end.url) for end in read_settings().endpoints] == [
        ("desk", "https://desk.example/hook"),
        ("default", "https://other.example/hook"),
    ]
    toml.write_text(toml.read_text().replace("desk", "default"))
    with pytest.raises(SettingsError, match="same name"):
        read_settings()


def test_allowed_addresses_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_WEBHOOK_ALLOW", "127.0.0.1, 10.0.0.0/8,sink,fd00::/8")
    assert read_settings().webhook_allow == ("127.0.0.1", "10.0.0.0/8", "sink", "fd00::/8")


def test_secrets_show_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = "hunter2"
    monkeypatch.setenv("TOCSIN_REDIS_URL", f"redis://:{hidden}@127.0.0.1/0")
    monkeypatch.setenv("TOCSIN_WEBHOOK_URL", f"https://example.org/{hidden}")
    monkeypatch.setenv("TOCSIN_WEBHOOK_SECRET", SECRET)
    settings = read_settings()
    for shown in (repr(settings), str(settings), repr(settings.endpoints), settings.model_dump_json()):
        assert hidden not in shown
        assert SECRET not in shown
    for name, value in {
        "WEBHOOK_SECRET": f"whsec_{hidden}",
        "WEBHOOK_URL": f"ftp://{hidden}",
        "REDIS_URL": hidden,
        "WEBHOOKS": f'[{{"name": "a", "url": "x{hidden}", "secret": "{hidden}"}}]',
    }.items():
        with monkeypatch.context() as only:
            only.setenv(f"TOCSIN_{name}", value)
            with pytest.raises(SettingsError) as caught:
                read_settings()
            assert hidden not in str(caught.value)


def test_every_option_is_described_and_stands_in_the_table() -> None:
    table = settings_table()
    for name, info in Settings.model_fields.items():
        assert info.description
        assert info.description.endswith(".")
        assert f"| `TOCSIN_{name.upper()}` |" in table
    assert table.count("\n") == len(Settings.model_fields) + 2
