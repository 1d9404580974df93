"""What is due for each child and family, by law, guidance and our own rhythm; worked out anew at every change."""
