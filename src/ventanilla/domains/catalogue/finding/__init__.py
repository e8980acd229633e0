"""Finding procedures and service letters: the index, its words, topics, and searches in vain."""
