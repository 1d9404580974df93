"""Running Kinwork: the command line, checks, backups, and proving the audit log."""
