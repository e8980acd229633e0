"""From the domains' answers to the components that the desk's templates draw. No rules here."""
