"""Page values → HTML; drawings → SVG and pictures."""
