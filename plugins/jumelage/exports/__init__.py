"""Files for machines, one module for each format."""
