"""English, whatever it tells of: sentences, tokens, counts, days, verb groups, noun phrases. Knows no rule."""
