"""What a match is worth: its stance, its time, its slots together, or the reason why it makes no claim."""
