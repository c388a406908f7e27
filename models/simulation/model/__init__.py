"""The compiled model as arrays, whether it is sound, and the way to write one down."""
