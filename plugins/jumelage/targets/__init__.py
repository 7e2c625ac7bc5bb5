"""From a root folder to all files of its site, in memory, or all problems in its content."""
