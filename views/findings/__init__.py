"""Findings on the screen: the page that lists them, and the watch that keeps them true."""
