"""Everything that the record holds as an open archive: an authority can leave, and strangers can read it."""
