"""Reports that others post: checked line by line, sent to articles.raw, and said to be taken when Kafka has them."""
