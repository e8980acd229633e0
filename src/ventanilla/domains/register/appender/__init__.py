"""Group commit (DESIGN §4): the queue, the leader's connection, one batch, its signature."""
