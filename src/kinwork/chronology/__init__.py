"""What happened to a family and to each child, by date, out of every room; for the reader, for people, for a court."""
