"""Is the service getting better: figures that an authority enters, its extract without names, indicators over time."""
