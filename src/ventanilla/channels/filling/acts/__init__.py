"""How an act is asked for, sent and refused on a page: one way for both sides of the counter."""
