"""What goes with a published site: its addresses, the live site, links to other sites, GitHub, packed copies."""
