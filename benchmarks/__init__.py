"""How fast Kinwork is, measured against the targets of its specification.

``make bench`` runs everything; ``python -m benchmarks pages save live`` runs some parts, and ``--full`` what was cut
short, however long it takes. Exit status 1 when a target is missed.
"""
