"""From replications to figures with intervals."""
