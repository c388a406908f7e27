"""Scenarios beside the file as it is, and the frontier of a search."""
