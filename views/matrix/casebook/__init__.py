"""The case library on the screen: run after each edit, shown as passing or failing."""
