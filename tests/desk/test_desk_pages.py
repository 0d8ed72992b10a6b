"""The pages over HTTP: what they show, that nothing in a report can turn them against a reader, what errors say."""

import html.parser
import re
from typing import Any

import pytest
from desk_support import HOSTILE, NOON, alert, casualty, fall, hostile, kept

from agents.deliver.mutes import Mute
from agents.deliver.state import Placement
from agents.deliver.store import RedisStore
from agents.desk.hardening import HEADERS
from agents.desk.rendering import web_link
from agents.desk.server import DeskServer
from schemas.codec import encode

VOID_OR_OWN = {"script", "link", "meta", "img", "iframe", "object", "base", "style", "form"}


class Seen(html.parser.HTMLParser):
    """Tags with their attributes, and the text, as a browser would have them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


async def seen(web: Any, path: str, status: int = 200) -> Seen:
    async with web.get(path) as answer:
        assert answer.status == status, await answer.text()
        return Seen(await answer.text())


async def test_an_alert_shows_what_a_reader_needs(desk: DeskServer, web: Any) -> None:
    desk.board.add_alert(alert("al1", casualty(article_id="article-1")))
    page = await seen(web, "/")
    for words in (
        "first report", "at least 12 killed", "Goma, Democratic Republic of the Congo", "hospital official",
        "claimed, with distance", "weak", "At least 12 people were killed in Goma", "1 March 2026 12:00 UTC",
    ):  # fmt: skip
        assert words in page.text, words
    link = next(a for a in page.of("a") if (a["href"] or "").startswith("https:"))
    assert link == {
        "class": "sep", "href": "https://lakes-wire.example/goma?a=1&b=2", "rel": "noopener noreferrer nofollow",
    }  # fmt: skip


async def test_filters_and_pages(desk: DeskServer, web: Any) -> None:
    for minute in range(55):
        desk.board.add_alert(alert(f"al{minute:02}", minute=minute))
    desk.board.add_alert(alert("fall", fall(), minute=99))
    first = await seen(web, "/")
    assert len(first.of("article")) == 50
    second = await seen(web, "/?page=2")
    assert len(second.of("article")) == 6
    assert not second.of("noscript", "script"), "an older page stands still"
    assert len((await seen(web, "/?kind=location_fall")).of("article")) == 1
    assert "No alert fits" in (await seen(web, "/?text=mosul")).text
    assert "kind must be one of" in (await seen(web, "/?kind=x", 400)).text


async def test_the_page_is_one_for_keyboards_and_screen_readers(desk: DeskServer, web: Any) -> None:
    desk.board.add_alert(alert("al1"))
    desk.board.add_incident(kept(casualty()))
    for path in ("/", "/incidents/i1", "/deliveries"):
        page = await seen(web, path)
        assert page.of("html") == [{"lang": "en"}]
        assert page.of("a")[0] == {"class": "skip", "href": "#main"}
        assert [tag for tag, _ in page.tags if tag in ("header", "main", "footer")] == ["header", "main", "footer"]
        assert len(page.of("h1")) == 1
        labels = {attributes.get("for") for attributes in page.of("label")}
        fields = {attributes.get("id") for attributes in page.of("input", "select")}
        assert fields == labels
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
    assert {"aria-live": "polite", "class": "hidden", "id": "news", "role": "status"} in (await seen(web, "/")).of("p")


async def test_an_incident_is_taken_apart(desk: DeskServer, web: Any) -> None:
    desk.board.add_incident(kept(fall()))
    page = await seen(web, "/incidents/i1")
    for words in (
        "Goma, Democratic Republic of the Congo taken by M23", "What is said", "control.seize", "goes back to",
        "What was decided", "first report", "Who held Goma", "and since", "this incident", "Why this grade",
        "M23 rebels seized Goma on Sunday.",
    ):  # fmt: skip
        assert words in page.text, words


async def test_harm_to_people_is_shown_with_who_held_the_place(desk: DeskServer, web: Any) -> None:
    desk.board.add_incident(kept(casualty()))
    assert "Who held" not in (await seen(web, "/incidents/i1")).text
    desk.board.add_incident(kept(fall(), name="i2"))
    page = await seen(web, "/incidents/i1")
    assert "Who held Goma" in page.text
    assert {"href": "/incidents/i2"} in page.of("a")


async def test_an_alert_alone_is_enough_for_its_incident(desk: DeskServer, web: Any) -> None:
    desk.board.add_alert(alert("al1", incident="i7"))
    assert "At least 12 people were killed" in (await seen(web, "/incidents/i7")).text


async def test_deliveries_and_mutes_are_told(desk: DeskServer, web: Any, redis: Any) -> None:
    store = RedisStore(redis, expiry_days=400)
    one = alert("desk-delivered", incident="desk-i1")
    body = encode(one).decode()
    await store.schedule("desk-test", one.id, "desk-i1", body, NOON.timestamp(), Placement())
    mute = Mute(
        id="desk-m1", of="incident", value="desk-i1", made_at=NOON, until=NOON.replace(year=2126), by="night editor",
        note=HOSTILE,
    )  # fmt: skip
    await store.add_mute(mute, NOON)
    desk.board.add_alert(one)
    page = await seen(web, "/incidents/desk-i1")
    assert re.search(r"waiting to\s+desk-test, 0 attempts, next 1 March 2026 12:00 UTC", page.text)
    assert "Muted: the incident desk-i1, until 1 March 2126" in page.text
    page = await seen(web, "/deliveries?endpoint=desk-test")
    assert "desk-test" in page.text
    assert "Nothing has been sent yet" in page.text
    await seen(web, "/deliveries?endpoint=nobody", 404)


async def test_a_redis_that_is_away_leaves_the_rest_readable(desk: DeskServer, web: Any, redis: Any) -> None:
    desk.board.add_alert(alert("al1", incident="i1"))
    redis.connection_pool.connection_kwargs.update(port=1)
    await redis.connection_pool.disconnect()
    assert "Redis does not answer" in (await seen(web, "/deliveries", 503)).text
    page = await seen(web, "/incidents/i1")
    assert "Redis does not answer" in page.text
    assert "At least 12 people were killed" in page.text


@pytest.mark.parametrize("path", ["/", "/incidents/hostile", "/?quiet=1", "/?text=" + "%22%3E%3Cscript%3Ealert(9)"])
async def test_nothing_in_a_report_becomes_markup(desk: DeskServer, web: Any, path: str) -> None:
    attack = hostile()
    changed = {HOSTILE: {"old": HOSTILE, "new": HOSTILE}}
    desk.board.add_alert(alert(HOSTILE, attack, incident="hostile", changed=changed))
    desk.board.add_incident(kept(attack, name="hostile", origins=(HOSTILE,), outlets=(HOSTILE,)))
    desk.board.add_incident(kept(fall(place=attack.place, taken_by=attack.perpetrator), name="hostile-fall"))
    page = await seen(web, path)
    assert not page.of("img", "iframe", "object", "base", "style")
    assert all((script.get("src") or "").startswith("/static/desk.js?v=") for script in page.of("script"))
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")], tag
        assert not re.match(r"\s*(javascript|data|vbscript):", attributes.get("href") or "", re.I)
    assert "49" not in page.text.replace("12:49", ""), "a value was read as a template"
    assert "\u202e" not in page.text, "a report turns the direction of the page's text"


async def test_the_hostile_text_is_shown_as_it_is(desk: DeskServer, web: Any) -> None:
    desk.board.add_incident(kept(hostile(), name="hostile"))
    page = await seen(web, "/incidents/hostile")
    assert page.text.count("<script>alert(1)</script>") >= 6, "escaped, and not dropped"


async def test_an_id_in_the_address_is_text_too(web: Any) -> None:
    page = await seen(web, "/incidents/%3Cscript%3Ealert(1)%3C%2Fscript%3E", 404)
    assert not page.of("script")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "ftp://a.example/",
        "https://", "https://user@evil.example/", " https://a.example/", "https://a.example/\nx", "https://[::1", "",
        None,
    ],
)  # fmt: skip
def test_links_go_to_the_web_alone(url: str | None) -> None:
    assert web_link(url) is None
    assert web_link("https://a.example/x?y=1#z") == "https://a.example/x?y=1#z"


@pytest.mark.parametrize("path", ["/", "/deliveries", "/nowhere", "/api/alerts", "/api/nowhere", "/readyz"])
async def test_every_answer_has_the_headers(web: Any, path: str) -> None:
    async with web.get(path) as answer:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Server" not in answer.headers
        policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy


async def test_style_and_script_are_of_this_server_and_kept(web: Any) -> None:
    page = await seen(web, "/")
    mine = [link["href"] for link in page.of("link")] + [script["src"] for script in page.of("script")]
    assert len(mine) == 3
    for address in mine:
        async with web.get(address) as answer:
            assert answer.status == 200
            assert "immutable" in answer.headers["Cache-Control"]
    await seen(web, "/static/../server.py", 404)


async def test_a_desk_that_has_just_started_says_so(desk: DeskServer, web: Any) -> None:
    desk.status.loading = True
    assert "still reading what there is" in (await seen(web, "/")).text
    async with web.get("/readyz") as answer:
        assert answer.status == 503
        assert (await answer.json())["missing"] == ["still loading"]


async def test_what_fails_is_a_page_without_its_inside(desk: DeskServer, web: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(desk.board, "countries", lambda: 1 / 0)
    page = await seen(web, "/", 500)
    assert "the log of the desk says what" in page.text
    assert "division" not in page.text


@pytest.mark.parametrize("path", ["/", "/incidents/i1", "/deliveries", "/api/alerts", "/events", "/metrics"])
async def test_nothing_can_be_written_here(web: Any, path: str) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        async with web.request(method, path, data=b"{}") as answer:
            assert answer.status == 405
            assert "GET" in answer.headers["Allow"]
