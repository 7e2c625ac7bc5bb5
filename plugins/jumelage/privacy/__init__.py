"""Persons at risk: what remains of withdrawn ones, and built sites cleaned of them."""
