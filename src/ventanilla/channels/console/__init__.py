"""The operator's console: `ventanilla COMMAND`."""
