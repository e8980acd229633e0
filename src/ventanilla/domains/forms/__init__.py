"""Forms: what is asked, and whether the answers will do. See README.md."""
