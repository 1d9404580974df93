"""Data without names: what a column may hold, and pseudonyms that only a secret can make again."""
