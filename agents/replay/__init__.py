"""Replay: files of reports become raw articles and go into the stream, at the pace that was asked for.

content.py reads bytes as text; lines.py reads JSON lines; files.py puts paths, manifests and the two together into raw
articles, without any other I/O; send.py sends them.
"""
