"""The git repository that holds the site, and the service that keeps it."""
