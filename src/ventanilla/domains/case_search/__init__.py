"""Finding cases by what an official knows of them, and earlier ones like them."""
