"""The portal: the people's side of the counter. Thin: parse, permission, call a domain, render."""
