"""The list of families, a family's page, and what is changed from it."""
