"""The tag step: places, actors and topics of an article, and the country it is about.

article.py     tag_article: the whole step, pure apart from reading the data files once
actors.py      armed groups and state forces (data/actors.yaml, data/actor_patterns.yaml)
               generic_actors.py   "rebels", "Murle raiders": those that no list names
places.py      mentions of places: which capitalised words name one (data/place_words.yaml), out of
               runs.py, reading.py    runs of capitals, and what was read of them
               support.py, taken.py   the words around a name
               unknown.py, evidence.py, wholes.py   names that the gazetteer lacks
               mentions.py, capitals.py   roads, squares, buildings; "the Somali capital"
resolve.py     which place a name means, judged by the article's other places; votes.py which names may judge
homes.py       the town, province or country of places without a pin
theatre.py     the country the events are in; outlet_home.py where its outlet reports from, learned on the stream
topics.py      what an article is about, in a few words (data/topics.yaml)
gazetteer.py   the compiled gazetteer; compiling.py builds it from GeoNames and data/*.tsv
text.py        folding of names and capitalised tokens; tables.py and rules.py read the data files strictly
"""
