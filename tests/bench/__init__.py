"""Benches: what Remit promises about speed and durability, measured."""
