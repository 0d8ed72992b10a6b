"""Step dedupe: how a clean article relates to what came before.

relate.py is the door. report.py reads the article, signature.py says by what it is found again, sharers.py who of those
that share it is worth a comparison, lookup.py picks the few, align.py and compare.py compare two reports sentence by
sentence and judge, decide.py gives the verdict, passages.py says whose sentences it has. store.py remembers: what, in
memory.py, written as coding.py has it.
"""
