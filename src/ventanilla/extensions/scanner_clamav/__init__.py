"""ClamAV as the documents' scanner. Switch on: `DOCUMENT_SCANNER` and `CLAMAV_ADDRESS`."""
