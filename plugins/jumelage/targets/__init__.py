"""Root folder → every file of the site, in memory, or every problem in its content."""
