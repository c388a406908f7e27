"""What charts of a simulation show, for the screen and for files alike."""
