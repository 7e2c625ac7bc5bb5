"""Persons at risk: what a person who was taken off the site leaves behind, and sites made again without them."""
