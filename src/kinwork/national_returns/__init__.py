"""The statutory returns from the record: written, checked all year round, explained, and kept as they were sent."""
