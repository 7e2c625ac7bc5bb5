"""Charts → what SVG needs: coordinates, paths and sizes, in units of a drawing that is 1000 wide."""
