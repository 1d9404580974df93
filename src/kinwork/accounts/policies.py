"""Who may do what with accounts."""

from __future__ import annotations

from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, all_are_welcome, role_with

OWN_ACCOUNT = Policy("own_account", "Anyone who is signed in: their own way of signing in.", all_are_welcome)
MANAGES_ACCOUNTS = role_with(Permission.MANAGE_ACCOUNTS, "A system administrator.")
