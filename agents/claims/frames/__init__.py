"""The frames of the rules laid over one sentence: each yields matches, positions and phrases, nothing judged."""
