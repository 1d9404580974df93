"""Pages of the unit meeting; thin."""
