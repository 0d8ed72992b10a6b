"""Step clean: page furniture is cut, the article stays, with a map of offsets back to the raw text.

article.py is the door (raw record to clean record); text.py reads raw page text, html.py web pages. What is furniture
is told in four ways: by phrases (furniture.py; families are data: data/*.yaml, each with its cases beside it), by place
(position.py), by what reads like the article and what like the page (sequence.py, voice.py), and by what an outlet
repeats in report after report (outlet.py; learn.py remembers it).
"""
