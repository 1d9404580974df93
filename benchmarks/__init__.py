"""How fast Kinwork is, measured against the targets of its specification.

README: ``make bench`` runs everything in about five minutes; ``python -m benchmarks pages|save|live`` runs one part,
and ``--full`` sends the whole simulated meeting however long it takes. Exit status 1 when a target is missed.
"""
