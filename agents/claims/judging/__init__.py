"""What a match is worth: whether it happened, who says so, when, where, by whom, or why it makes no claim."""
