#!/usr/bin/env python
"""Django's own commands (makemigrations, shell …) on the same database that ``kinwork serve`` uses."""

import os
import sys

from django.core.management import execute_from_command_line

from kinwork.platform import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinwork.platform.settings")
os.environ.setdefault("KINWORK_ENV", "development")
with embedded.database():
    execute_from_command_line(sys.argv)
