"""People, companies, powers, and the account with which they sign in."""
