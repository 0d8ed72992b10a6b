"""The tag step: places, actors and topics of an article, and the country it is about.

article.py     tag_article: the whole step, pure apart from reading the data files once
actors.py      armed groups and state forces (data/actors.yaml, data/state_forces.yaml)
places.py      mentions of places: which capitalised words name one (data/place_words.yaml)
resolve.py     which place a name means, judged by the article's other places
theatre.py     the country the events are in
topics.py      what an article is about, in a few words (data/topics.yaml)
gazetteer.py   the compiled gazetteer; compiling.py builds it from GeoNames and data/*.tsv
text.py        folding of names and capitalised tokens; tables.py and rules.py read the data files strictly
"""
