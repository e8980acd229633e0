"""The only place where all parts meet: settings, addresses, joins of ports."""
