"""Step dedupe: how a clean article relates to what came before.

relate.py is the door; signature.py says by what an article is found again, compare.py compares two reports word by
word and judges, store.py remembers.
"""
