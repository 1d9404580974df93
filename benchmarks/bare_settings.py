"""What people meet, and the bare page beside it."""

from kinwork.platform.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare"
