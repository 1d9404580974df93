"""From models to what a page shows."""
