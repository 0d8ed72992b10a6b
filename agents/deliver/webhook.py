"""A webhook by Standard Webhooks: HMAC-SHA256 over id, time and the exact bytes sent, once for each secret."""

from datetime import datetime

from standardwebhooks import Webhook

from agents.deliver.payload import body
from agents.deliver.post import USER_AGENT, Request
from agents.deliver.state import Message
from agents.endpoints import WebhookEndpoint


def webhook_request(endpoint: WebhookEndpoint, message: Message, at: datetime, desk_url: str | None) -> Request:
    """One attempt; its id is the message's at every attempt, its signature of this time."""
    content = body(message, desk_url)
    secrets = [secret.get_secret_value() for secret in endpoint.secret]
    return Request(endpoint.url, content, headers(secrets, message.id, at, content.decode("utf-8")))


def headers(secrets: list[str], message_id: str, at: datetime, content: str) -> dict[str, str]:
    """The headers of one attempt. With two secrets there are two signatures, of which a receiver needs to know one."""
    return {
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(message_id, at, content) for secret in secrets),
    }
