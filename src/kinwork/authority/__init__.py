"""Setting up the authority on pages: its first start, its units and people, and what a change of post means."""
