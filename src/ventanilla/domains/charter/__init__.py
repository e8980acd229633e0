"""The Charter's provisions as data, and what an office offers for each."""
