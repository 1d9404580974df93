"""Units, their posts, and who holds which post when."""
