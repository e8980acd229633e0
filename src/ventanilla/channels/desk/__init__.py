"""The desk: the officials' side of the counter. Deny by default; thin as the portal."""
