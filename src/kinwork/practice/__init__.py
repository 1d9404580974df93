"""How practice is going: discussion quality, seen beside who was there."""
