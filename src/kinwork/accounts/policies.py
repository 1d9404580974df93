"""Who may do what with accounts."""

from __future__ import annotations

from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with, the_actor

OWN_ACCOUNT = Policy("own_account", "Anyone who is signed in: their own way of signing in.", the_actor)
MANAGES_ACCOUNTS = role_with(Permission.MANAGE_ACCOUNTS, "A system administrator.")
