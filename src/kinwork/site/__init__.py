"""The house itself: settings, database, pages' common parts and the command line. Knows every room; no room knows it."""
