"""What a step remembers of outlets, shared by those that learn on the stream: cleaning learns what an outlet repeats,
tagging which country it reports from.

store.py   one value an outlet and the verdict on every record, in memory and in Redis
learn.py   a verdict that is made once, whatever comes again and however many workers there are
"""
