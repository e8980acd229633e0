"""The command line: parses, calls the library, prints. It holds no rule of law."""
