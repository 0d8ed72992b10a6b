"""The command ``tocsin``: one file per sub-command, loaded when it is called (main.py lists them).

services.py starts what ``up`` and ``demo`` share; watch.py says how far the stream has come; render.py shows one alert
to a person. Everything else is reading options and printing.
"""
