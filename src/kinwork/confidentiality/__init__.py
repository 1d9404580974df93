"""Keeping a record to those who may know of it: reasons, emergencies, restrictions, and who has looked."""
