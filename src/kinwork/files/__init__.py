"""What people attach: told by its content, made harmless in a process apart, kept under its fingerprint."""
