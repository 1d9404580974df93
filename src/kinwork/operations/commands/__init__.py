"""Commands of ``kinwork``, a file each."""
