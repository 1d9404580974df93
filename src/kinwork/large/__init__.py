"""A whole invented authority of England's size and rates: ten years of lives, made by chance from one seed."""
