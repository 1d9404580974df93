"""What the genogram's pages show."""
