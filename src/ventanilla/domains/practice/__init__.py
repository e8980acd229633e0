"""Practice offices: reset every night, counted nowhere."""
