"""Legal time limits of the Ibero-American countries, computed and explained."""
