"""The counter: filings that one of the staff enters for a person."""
