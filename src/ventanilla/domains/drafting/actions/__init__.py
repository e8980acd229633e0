"""What is done with a draft, one file each."""
