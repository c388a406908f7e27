"""A result in words, rows and plain data, and scenarios beside the file as it is."""
