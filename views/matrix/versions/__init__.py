"""Versions of the matrix: which one is shown, what it changes, publishing a draft, and the certificate."""
