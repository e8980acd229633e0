"""The regional observatory's own site, and each office's page on the Charter."""
