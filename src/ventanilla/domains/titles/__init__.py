"""What was granted, with a life of its own."""
