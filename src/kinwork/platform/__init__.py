"""What every page stands on: settings, addresses, the server, the database and its row security, common templates."""
