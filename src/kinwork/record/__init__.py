"""The record: what happened with a family, entry by entry, and who may know of each."""
