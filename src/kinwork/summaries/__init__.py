"""Where things stand with a family, in five parts and dated versions; and how much the unit records of its work."""
