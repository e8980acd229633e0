"""The whole file of a case, to take away: every act and document in order, with its index."""
