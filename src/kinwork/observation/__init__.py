"""Practice that is observed or recorded with consent: coded blind and in part twice, and told to the worker first."""
