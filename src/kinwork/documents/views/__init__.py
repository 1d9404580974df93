"""Pages of documents and of layouts."""
