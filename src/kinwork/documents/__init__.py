"""Documents that compose themselves: layouts bound to the record, drafts that follow it, and what was finalised."""
