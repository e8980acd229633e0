"""An electronic office for the public bodies of Ibero-America."""
