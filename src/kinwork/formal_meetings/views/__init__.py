"""Pages of formal meetings."""
