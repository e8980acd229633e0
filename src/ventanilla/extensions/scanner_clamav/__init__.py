"""ClamAV as the documents' scanner. Switch on: `VENTANILLA_SCANNER=clamav://127.0.0.1:3310`."""
