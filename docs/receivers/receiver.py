"""Receives Tocsin's webhooks: verifies each, drops what it has seen, prints one line. Python 3.11, nothing else.

WEBHOOK_SECRET=whsec_… PORT=9000 python3 receiver.py
"""

import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
seen: set[str] = set()  # keep it where a restart does not lose it, as in a table with a unique key


def verified(headers, body: bytes) -> bool:
    """Whether the body is signed with our secret, and was within the last five minutes."""
    stamp = headers.get("webhook-timestamp", "")
    if not stamp.isdecimal() or abs(time.time() - int(stamp)) > 300:
        return False
    signed = f"{headers.get('webhook-id', '')}.{stamp}.".encode() + body
    ours = b"v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest())
    # Several while a secret is changed: one that is ours is enough.
    theirs = headers.get("webhook-signature", "").encode().split()
    return any(hmac.compare_digest(ours, one) for one in theirs)


class Receiver(BaseHTTPRequestHandler):
    """Takes one delivery."""

    def do_POST(self) -> None:
        """204 for what is ours, 401 for what is not."""
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if not verified(self.headers, body):
            self.answer(401)
            return
        message = json.loads(body)
        for alert in message["alerts"] if message["type"] == "digest" else [message]:
            if alert["id"] not in seen:
                seen.add(alert["id"])
                place = (alert["incident"]["place"] or {}).get("name", "place unknown")
                print(alert["reason"], alert["incident"]["kind"], place, alert["id"], flush=True)
        self.answer(204)  # at once; Tocsin waits ten seconds. What takes longer belongs behind a queue of your own

    def answer(self, status: int) -> None:
        """A status, and nothing else."""
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9000"))), Receiver)
print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
