"""`make bench`: filings through the HTTP API, on both databases, in about three minutes."""

from bench.filings import main

if __name__ == "__main__":
    raise SystemExit(main())
