"""The API gives the records as they are, and /events what came meanwhile, once."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from desk_support import NOON, alert, casualty, fall, hostile, kept

from agents import metrics
from agents.desk.filters import Filter
from agents.desk.hub import Hub
from agents.desk.live import Live
from agents.desk.server import DeskServer
from schemas.alert import Alert, Incident
from schemas.codec import decode


async def got(web: Any, path: str, status: int = 200) -> Any:
    async with web.get(path) as answer:
        assert answer.status == status, await answer.text()
        assert answer.content_type == "application/json"
        return await answer.json()


async def test_alerts_are_the_records_of_the_topic(desk: DeskServer, web: Any) -> None:
    first, second = alert("a"), alert("b", hostile(), minute=1)
    for one in (first, second):
        desk.board.add_alert(one)
    body = await got(web, "/api/alerts")
    assert [decode(json.dumps(one), Alert) for one in body["alerts"]] == [first, second]
    since = (NOON + timedelta(seconds=1)).isoformat()
    assert [one["id"] for one in (await got(web, f"/api/alerts?since={since}"))["alerts"]] == ["b"], "+ as a blank"
    assert [one["id"] for one in (await got(web, "/api/alerts?since=2026-03-01T12:00:00Z&limit=1"))["alerts"]] == ["a"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("since=yesterday", "since must be an instant with a time zone"),
        ("since=2026-03-01T12:00:00", "since must be an instant with a time zone"),
        ("limit=0", "limit must be a whole number from 1 to 1000"),
        ("limit=1001", "limit must be"),
        ("reason=none", "reason must be one of"),
        ("contry=CD", "there is no parameter 'contry' here, only since, limit, kind"),
    ],
)
async def test_a_query_that_is_not_understood_is_explained(web: Any, query: str, words: str) -> None:
    assert words in (await got(web, f"/api/alerts?{query}", 400))["error"]


async def test_incidents(desk: DeskServer, web: Any) -> None:
    desk.board.add_incident(kept(casualty()))
    desk.board.add_incident(kept(fall(), name="i2"))
    listed = (await got(web, "/api/incidents"))["incidents"]
    assert [decode(json.dumps(one), Incident).id for one in listed] == ["i2", "i1"]
    assert [one["id"] for one in (await got(web, "/api/incidents?kind=casualty&limit=5"))["incidents"]] == ["i1"]
    one = await got(web, "/api/incidents/i1")
    assert one["incident"]["effects"]["killed"] == {"text": "at least 12", "low": 12, "best": 12, "high": None}
    assert one["reports"][0]["claim"]["said_by"]["name"] == "hospital official"
    assert (one["reports"][0]["origin"], one["reports"][0]["role"]) == ("hospital official", "report")
    assert [entry["reason"] for entry in one["history"]] == ["first_report"]
    assert one["grounds"][0]["claims"] == ["c1"]
    assert "no such incident" in (await got(web, "/api/incidents/nothing", 404))["error"]


async def test_the_timeline_of_a_place(desk: DeskServer, web: Any) -> None:
    desk.board.add_incident(kept(fall()))
    (line,) = (await got(web, "/api/timeline?place=goma"))["timelines"]
    assert line["place"]["country"] == "CD"
    assert [(held["holder"]["name"], held["until"]) for held in line["holdings"]] == [("M23", None)]
    assert (await got(web, "/api/timeline?place=Mosul"))["timelines"] == []
    assert "place must be" in (await got(web, "/api/timeline", 400))["error"]


async def test_half_a_board_is_no_answer(desk: DeskServer, web: Any) -> None:
    desk.status.loading = True
    for path in ("/api/alerts", "/api/incidents", "/api/incidents/i1", "/api/timeline?place=Goma", "/events"):
        assert "still reading" in (await got(web, path, 503))["error"]


async def test_an_address_that_is_not_there(web: Any) -> None:
    assert (await got(web, "/api/nothing", 404))["error"] == "Not Found"


class Stream:
    """What comes over /events."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    async def next(self) -> tuple[str, str, Any]:
        fields: dict[str, str] = {}
        while "event" not in fields:
            fields = {}
            while line := (await asyncio.wait_for(self._answer.content.readline(), 5)).decode().rstrip("\n"):
                name, _, value = line.partition(": ")
                fields[name] = value
        return fields["event"], fields["id"], json.loads(fields["data"])


async def test_an_open_page_hears_of_what_comes_and_of_what_it_missed(desk: DeskServer, web: Any) -> None:
    desk.board.add_alert(alert("before"))
    async with web.get("/") as page:
        mark = (await page.text()).partition("last=")[2].partition('"')[0]
    missed = desk.board.add_alert(alert("missed", hostile(), minute=1))
    assert missed
    async with web.get(f"/events?last={mark}") as answer:
        assert answer.status == 200
        assert answer.content_type == "text/event-stream"
        assert answer.headers["Content-Security-Policy"]
        stream = Stream(answer)
        name, _, told = await stream.next()
        assert (name, told["id"]) == ("alert", "missed")
        assert "<script" not in told["html"]
        assert "&lt;script&gt;" in told["html"]
        come = desk.board.add_alert(alert("come", minute=2))
        assert come
        desk.hub.tell(come)
        name, last, told = await stream.next()
        assert (name, told["id"], told["headline"]) == (
            "alert", "come", "first report: at least 12 killed · Goma, Democratic Republic of the Congo",
        )  # fmt: skip
    again = desk.board.add_alert(alert("again", minute=3))
    async with web.get(f"/events?last={mark}", headers={"Last-Event-ID": last}) as answer:
        assert (await Stream(answer).next())[2]["id"] == "again"
    assert again


async def test_a_page_of_another_process_is_told_to_read_anew(web: Any) -> None:
    for mark in ("", "0123456789ab-7", "x", "../-1"):
        async with web.get("/events", params={"last": mark}) as answer:
            assert (await Stream(answer).next())[0] == "reload"


async def test_a_filter_holds_for_what_comes(desk: DeskServer, web: Any) -> None:
    async with web.get(f"/events?kind=location_fall&last={desk._desk.mark()}") as answer:
        for one in (alert("a"), alert("b", fall(), minute=1)):
            posted = desk.board.add_alert(one)
            assert posted
            desk.hub.tell(posted)
        assert (await Stream(answer).next())[2]["id"] == "b"


async def test_a_reader_that_does_not_read_is_let_go_and_a_closed_page_is_forgotten(desk: DeskServer, web: Any) -> None:
    viewer = desk.hub.enter(Filter())
    for number in range(150):
        posted = desk.board.add_alert(alert(f"a{number:03}", minute=number))
        assert posted
        desk.hub.tell(posted)
    assert viewer.gone
    assert await viewer.next() is None
    desk.hub.leave(viewer)
    async with web.get(f"/events?last={desk._desk.mark()}"):
        assert metrics.desk_viewers._value.get() == 1
    async with asyncio.timeout(5):
        while metrics.desk_viewers._value.get():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_full_house_says_so(desk: DeskServer, web: Any) -> None:
    desk.hub._most = 0
    assert "too many pages" in (await got(web, "/events", 503))["error"]


async def test_a_quiet_line_is_kept_open(desk: DeskServer) -> None:
    from aiohttp import web as server
    from aiohttp.test_utils import TestClient, TestServer

    app = server.Application()
    hub = Hub()
    app.add_routes(Live(desk._desk, hub, keep_alive_s=0.05).routes())
    async with TestClient(TestServer(app)) as client:
        async with client.get(f"/events?last={desk._desk.mark()}") as answer:
            lines = [await asyncio.wait_for(answer.content.readline(), 5) for _ in range(4)]
        hub.close()
    assert b": still here\n" in lines


async def test_the_desk_tells_its_own_metrics_and_no_workers(desk: DeskServer, web: Any) -> None:
    await got(web, "/api/alerts")
    await got(web, "/api/secret-path-of-somebody", 404)
    async with web.get("/metrics") as answer:
        text = await answer.text()
    assert 'tocsin_desk_requests_total{route="/api/alerts",status="2xx"}' in text
    assert 'tocsin_desk_requests_total{route="other",status="4xx"}' in text
    assert 'tocsin_desk_request_seconds_bucket{le="0.001",route="/"}' in text
    assert 'tocsin_ingest_articles_total{outcome="accepted"}' in text
    assert "tocsin_ready 1.0" in text
    assert "secret-path" not in text
    assert "tocsin_redis_writes_kept" not in text
    assert "tocsin_article_published" not in text
