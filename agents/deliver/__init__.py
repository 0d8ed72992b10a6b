"""Deliver: every alert that rings goes to every webhook receiver, signed, until the receiver has said that it has it.

    alert -> schedule (once per alert and receiver) -> claim what is due -> POST -> settle: delivered, again at, given
    up

* ``retry.py`` is the policy: from what an attempt came to, when the next one is. Pure.
* ``addresses.py`` keeps webhooks from reaching into private networks.
* ``sign.py`` signs by Standard Webhooks; ``post.py`` makes one attempt; ``sender.py`` is the loop, one for each
  receiver, so that a slow one delays no other.
* ``store.py`` keeps what is due, in memory or in Redis, with leases, so that any worker can take over from one that
  died; ``state.py`` says what it keeps.

"Delivered" is written after the receiver's 2xx, never before. A crash between the two sends again, and nobody can
prevent it: the webhook-id is the alert's id at every attempt, and lets the receiver drop what it has.
"""
