"""A second way through a model, without events, where work only moves on: role after role in order."""
