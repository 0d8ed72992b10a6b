"""Where it was: the place of the sentence, of its paragraph, of the story, and what a "town" goes back to."""
