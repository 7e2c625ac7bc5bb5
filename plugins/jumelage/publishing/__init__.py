"""Everything around a published site: its addresses, the live site, links to other sites, GitHub, compressed copies."""
