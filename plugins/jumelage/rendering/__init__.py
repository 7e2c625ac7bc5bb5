"""Renders pages to HTML, and drawings to SVG and pictures."""
