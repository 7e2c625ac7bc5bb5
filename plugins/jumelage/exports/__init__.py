"""Site → files for machines, one module for each format."""
