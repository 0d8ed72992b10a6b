"""The wire: one file per record that travels through Kafka, plus what all of them share.

raw_article -> clean_article -> unique_article -> tagged_article -> claim -> alert, and dead_letter from any step.
Records are msgspec structs; ``codec`` turns them into bytes and back; ``jsonschema/`` holds the generated JSON Schemas
(``python -m schemas.generate`` writes them, a test keeps them current). This package imports nothing of the project.
"""
