"""What the systems of partners ask and send: each named, with tokens that say what they are for, counted and logged."""
