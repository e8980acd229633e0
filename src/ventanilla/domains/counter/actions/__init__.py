"""What is done at the counter, one file each."""
