"""Persons at risk: traces that a withdrawn person leaves, and built sites cleaned of them."""
