"""An append-only, publicly verifiable log (RFC 6962, C2SP) with no dependency on the platform."""
