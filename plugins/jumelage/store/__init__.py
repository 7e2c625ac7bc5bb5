"""What was made before and what is kept for a moment: in memory, in the cache folder of the user, in processes."""
