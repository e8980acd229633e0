"""Rights over one's own data: what the office holds, and what is done about it in a case."""
