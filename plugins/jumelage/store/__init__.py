"""Caches in memory and in the user's cache folder, temporary folders, and work shared between processes."""
