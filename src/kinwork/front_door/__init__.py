"""The way in: what is said on the telephone, what becomes of it, and which unit the family comes to."""
