"""Whether it happened at all: planned, denied, remembered, made up, a figure of speech, another kind of page."""
