"""Real schemes as workspaces, built from the facts that their sources state."""
