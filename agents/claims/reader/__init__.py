"""What one match has in its sentence and its article: the reading, and the context it stands in."""
