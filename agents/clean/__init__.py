"""Step clean: page furniture is cut, the article stays, with a map of offsets back to the raw text.

article.py is the door (raw record to clean record); text.py reads raw page text, html.py web pages. Phrase families
are data: data/*.yaml, each with its cases beside it.
"""
