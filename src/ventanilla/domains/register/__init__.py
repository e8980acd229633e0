"""The register: gap-free numbers, a public log, and receipts nobody has to trust."""
