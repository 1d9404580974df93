"""Finding what was written: every word of a family's record, or of the records that open to somebody."""
