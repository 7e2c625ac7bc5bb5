"""What is said to editors: problems and sentences as values, in their languages, and reports of them."""
