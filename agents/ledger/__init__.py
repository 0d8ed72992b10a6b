"""Ledger: what the stream knows of the world. One record per incident, decided by a pure function, committed at once.

    claim -> book (wait for the article's other claims) -> decide (match, join, reason) -> store (one commit) -> alerts

* ``book.py`` sequences it: buffers the claims of an article in a theatre until all are there, decides, commits,
  repeats.
* ``decide.py`` is the decision, without I/O: incidents as they were, one article's claims, the time; out come incidents
  as they are, and alerts, each with its reason.
* ``falls.py`` and ``casualties.py`` find the incident that a claim is about; ``events.py`` puts the casualty claims
  of one passage together; ``places.py``, ``times.py``, ``actors.py``, ``figures.py`` and ``marks.py`` compare what they
  are made of.
* ``proof.py`` says when two known incidents are one, ``merge.py`` makes them one and undoes it, ``corrections.py``
  carries out a person's word.
* ``origins.py`` says who a report goes back to, ``retold.py`` what an article only tells again in its own words,
  ``grades.py`` how sure an incident is.
* ``incidents.py`` joins reports to an incident and shows it as the wire has it.
* ``account.py`` takes a grade and a toll apart; ``timeline.py`` shows who held a place from when.
* ``index.py`` says under which handles an incident is kept and which a claim must look up; ``contract.py`` is what a
  store must do, in memory, and ``store.py`` the same on Redis; ``rebuild.py`` fills an emptied one from the archive.
* ``words.yaml`` holds the words, read strictly by ``words.py``.
"""
