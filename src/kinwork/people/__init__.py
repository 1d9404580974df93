"""The persons that records are about."""
