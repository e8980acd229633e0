"""Sound and signs: what a procedure says, spoken or signed, as files of the office."""
