"""From the domains' answers to the components that the templates draw. No rules here."""
