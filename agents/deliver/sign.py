"""Signed by Standard Webhooks: HMAC-SHA256 over id, time and the exact bytes sent."""

from datetime import datetime

from standardwebhooks import Webhook

USER_AGENT = "Tocsin"


def headers(secret: str, alert_id: str, at: datetime, body: str) -> dict[str, str]:
    """The headers of one attempt. alert_id is the same at every attempt; at: the time of this one, in UTC."""
    return {
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        "webhook-id": alert_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(alert_id, at, body),
    }
