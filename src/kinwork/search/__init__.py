"""Finding people and families, and seeing to it that one person has one record."""
