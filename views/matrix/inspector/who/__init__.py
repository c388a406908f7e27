"""Who must say yes, edited as a small tree."""
