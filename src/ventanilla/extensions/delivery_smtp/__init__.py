"""E-mail by SMTP. Switch on: `VENTANILLA_DELIVERY=smtp://user@host:587`."""
