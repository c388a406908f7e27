"""The command line: one module for each thing it can do to a file without a person at the screen."""
