"""Messages to editors: problems and sentences as values, their translations, and reports."""
