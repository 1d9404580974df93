"""Calendar feeds: what a unit and a person have ahead, by a private address, without anybody's name."""
