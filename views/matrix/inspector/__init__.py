"""What is beside the grid: everything about the focused row and its decision, and who decides a case of it."""
