"""The chain from training to families, as one figure: each room that has facts brings its own step."""
