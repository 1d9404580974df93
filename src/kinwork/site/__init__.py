"""The house itself: settings, database, common parts of pages, the command line. Knows every room; none knows it."""
