"""The git repository of the site, and GitHub, which hosts it."""
