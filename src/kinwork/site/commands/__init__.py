"""Commands of ``kinwork``, one file for each room."""
