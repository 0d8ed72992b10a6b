"""Deliver: every alert goes to every endpoint that wants it, until that has said that it has it. docs/delivery.md.

    alert -> choose, mutes, hours -> schedule (once per alert and endpoint) -> claim what is due -> send
          -> settle: delivered, again at, given up

Pure, with the clock given to them:

* ``choose.py`` says whether an endpoint's filter lets an alert through, ``hours.py`` until when it waits, ``mutes.py``
  what nobody wants to hear of;
* ``retry.py`` is the policy: from what an attempt came to, when the next one is; ``circuit.py`` says when an endpoint
  is left alone;
* ``payload.py``, ``webhook.py``, ``slack.py``, ``alertmanager.py`` and ``mail.py`` make what is sent, ``text.py`` the
  words.

Not pure: ``store.py`` keeps queues, logs and mutes in Redis (``scripts.py`` is its Lua), with leases, so that any
worker can take over from one that died; ``post.py`` and ``mail.py`` make one attempt, to addresses that
``addresses.py`` permits; ``channel.py`` gives every type of endpoint the same face; ``sender.py`` has the loops, each
endpoint its own.

"Delivered" is written after the endpoint's word, never before. A crash between the two sends again, and nobody can
prevent it: the id is the same at every attempt, and lets the receiver drop what it has.
"""
