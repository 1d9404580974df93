"""Who a user is, what roles let them do, and the log of what they opened."""
