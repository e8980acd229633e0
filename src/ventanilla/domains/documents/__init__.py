"""Documents: files given and made, kept by their content, opened only when judged clean."""
