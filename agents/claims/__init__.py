"""The claims step: who is said to have taken what, and who came to harm, by rules that are data.

One direction: language (English) <- entities (what phrases name) <- frames (matches) <- speech (who says so) <- reader
(a match in its article) <- scene (where) <- sides (who) <- mode (whether at all) <- judging (claim or reason) <-
read.py (the walk) <- article.py (the records, repeats.py merging them) <- agent.py. words.py, rules.py and model.py
serve all.
"""
