"""What phrases name: people with their count, places, organisations, actors, weapons. Knows no rule."""
