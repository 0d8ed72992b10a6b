"""A message for Slack's incoming webhooks, and for what understands the same: text alone, which all of them show."""

import json

from agents.deliver import text
from agents.deliver.payload import link
from agents.deliver.post import USER_AGENT, Request
from agents.deliver.state import Message
from agents.endpoints import SlackEndpoint
from agents.wording import leading_claims
from schemas.alert import Alert

MOST_CHARS = 3_800  # Slack cuts after 4,000, in the middle of a word and of its markup


def slack_request(endpoint: SlackEndpoint, message: Message, desk_url: str | None) -> Request:
    """One attempt."""
    content = {"text": shown(message, desk_url), "unfurl_links": False, "unfurl_media": False}
    headers = {"content-type": "application/json", "user-agent": USER_AGENT}
    return Request(endpoint.url, json.dumps(content, ensure_ascii=False).encode(), headers)


def shown(message: Message, desk_url: str | None) -> str:
    """The message in Slack's markup: every alert whole while there is room, then how many are left."""
    parts = [_alert(alert, desk_url) for alert in message.alerts]
    if message.is_digest:
        parts = [f"*{escape(text.message_title(message))}*", *parts]
    kept, room = [], MOST_CHARS
    for part in parts:
        if len(part) + 2 > room:
            break
        kept.append(part)
        room -= len(part) + 2
    left = len(parts) - len(kept)
    if not kept:
        kept, left = [f"*{escape(text.message_title(message))}*"], 0
    return "\n\n".join([*kept, *([f"… and {left} more"] if left else [])])


def escape(words: str) -> str:
    """What people wrote, so that none of it is taken for markup, a link or a mention of everybody."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\u200b{ch}" if ch in "*_~`" else ch for ch in escaped)


def _alert(alert: Alert, desk_url: str | None) -> str:
    lines = [f"*{escape(text.title(alert))}*"]
    lines += [f"{name}: {escape(value)}" for name, value in text.facts(alert)]
    for claim in leading_claims(alert):
        source = escape(text.clean(claim.outlet or "source"))
        lines.append(f"> {escape(text.clean(claim.evidence.text)[:600])}")
        lines.append(f"— <{_address(claim.url)}|{source}>" if claim.url else f"— {source}")
    if at := link(alert, desk_url):
        lines.append(f"<{_address(at)}|The incident on the desk page>")
    return "\n".join(lines)


def _address(url: str) -> str:
    return text.clean(url).replace("<", "%3C").replace(">", "%3E").replace("|", "%7C").replace(" ", "%20")
