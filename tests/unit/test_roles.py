"""Roles are data: what a role is asked for stands in ``access/roles.py``, and no other module knows one by its key."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import kinwork
from kinwork.access.actor import Actor, HeldPost
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES, ConsultantSocialWorker, GroupManager, Role, SocialWorker, keys_of

SOURCE = Path(kinwork.__file__).parent
ROLE_NAMES = {said for role in ROLES.values() for said in (role.key, role.name, role.short)}
# Keys that are also words for something else (a protection plan, a partner in a genogram, a chair): only where they
# are compared with a role. All others stand nowhere at all.
OTHER_THINGS_TOO = {"cp", "clinician", "evaluator", "partner", "chair", "qa", "analyst"}
ROLES_ALONE = {role.key for role in ROLES.values()} - OTHER_THINGS_TOO | {"CSW", "UC", "Group manager"}
IN_TEMPLATES = re.compile(r"""role\w*\s*(?:==|!=|(?:not\s+)?in)\s*\(?[^%}]*?["'](\w[\w ]*)["']""")
IN_SQL = re.compile(r"role\w*\s*(?:=|<>|!=|(?:NOT\s+)?IN)\s*\(?\s*'([^']*)'")


def modules() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts and path != SOURCE / "access" / "roles.py":
            yield path


def of_a_role(node: ast.AST) -> bool:
    """Whether this reads as a role: ``member.role``, ``ROLES``, ``by_role``."""
    return any(
        "role" in name.lower()
        for part in ast.walk(node)
        for name in (getattr(part, "id", ""), getattr(part, "attr", ""))
    )


def words_in(node: ast.AST) -> set[str]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def literals_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a role is known by its key or by what it is called: compared, filtered by, looked up, or just said."""
    for node in ast.walk(tree):
        said: set[str] = set()
        if isinstance(node, ast.Compare) and of_a_role(node):
            said = words_in(node) & ROLE_NAMES
        elif isinstance(node, ast.keyword) and node.arg and "role" in node.arg:
            said = words_in(node.value) & ROLE_NAMES
        elif isinstance(node, ast.Subscript) and of_a_role(node.value):
            said = words_in(node.slice) & ROLE_NAMES
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = {node.value} & ROLES_ALONE
            said |= {found for found in IN_SQL.findall(node.value) if found in ROLE_NAMES}
        for word in said:
            yield getattr(node, "lineno", getattr(getattr(node, "value", None), "lineno", 0)), word


def test_no_module_knows_a_role_by_its_key_or_its_name():
    found = [
        f"{path.relative_to(SOURCE)}:{line} {word}"
        for path in modules()
        for line, word in literals_in(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_template_and_no_sql_file_does_either():
    found = [
        f"{path.relative_to(SOURCE)}: {word}"
        for ending, pattern in (("html", IN_TEMPLATES), ("sql", IN_SQL))
        for path in sorted(SOURCE.rglob(f"*.{ending}"))
        if path.name != "schema.sql"  # holds the check that a post's role is one of them
        for word in pattern.findall(path.read_text(encoding="utf-8"))
        if word in ROLE_NAMES
    ]
    assert found == []


def test_what_reads_them_finds_them():
    """The walk above would see each way in which a role has been known by heart."""
    code = """
member.role == "csw"
post.role in ("partner", "gm")
filter(post__role="evaluator")
person.role == "Clinician"
ROLES["chair"]
by_role["cp"]
staff["csw"]
decided_as != "CSW"
"SELECT 1 FROM units_post p WHERE p.role = 'chair'"
"""
    lines = {line for line, _ in literals_in(ast.parse(code))}
    assert lines == set(range(2, 2 + len(code.strip().splitlines())))
    assert IN_TEMPLATES.findall('{% for m in members if m.role not in ("csw", "gm") %}') == ["csw"]
    assert IN_SQL.findall("WHERE p.role = 'csw' AND") == ["csw"]


def test_a_role_is_known_by_its_own_key():
    assert {key: role.key for key, role in ROLES.items()} == {key: key for key in ROLES}
    assert len({role.name for role in ROLES.values()}) == len(ROLES)


def test_who_decides_leads_works_and_belongs_to_a_unit():
    assert keys_of(lambda role: role.decides()) == ["csw", "gm"]
    assert keys_of(lambda role: role.leads) == ["csw"]
    assert keys_of(lambda role: role.is_worker) == ["csw", "sw", "cp", "clinician"]
    assert keys_of(lambda role: not role.is_member) == ["gm"]
    assert keys_of(lambda role: role.is_clinical) == ["clinician"]
    assert keys_of(lambda role: role.works_at_night) == ["edt"]


def test_whoever_leads_a_unit_decides_in_it():
    assert all(role.decides() for role in ROLES.values() if role.leads)


def with_posts(*posts: tuple[int, type[Role]]) -> Actor:
    return Actor(1, "Jo", tuple(HeldPost(unit, role.key) for unit, role in posts))


def test_a_decision_is_minuted_in_the_role_that_decides_and_otherwise_as_a_deputys():
    assert with_posts((1, ConsultantSocialWorker)).decides_as(1) == "CSW"
    assert with_posts((1, GroupManager)).decides_as(1) == "Group manager"
    assert with_posts((1, SocialWorker)).decides_as(1) == "SW, deputy"
    assert with_posts((1, SocialWorker), (1, ConsultantSocialWorker)).decides_as(1) == "CSW"
    assert with_posts((2, ConsultantSocialWorker)).decides_as(1) == "deputy"
    assert with_posts().decides_as(1) == "deputy"


def test_only_who_leads_this_unit_leads_it():
    assert with_posts((1, SocialWorker), (1, ConsultantSocialWorker)).leads(1)
    assert not with_posts((1, GroupManager)).leads(1)
    assert not with_posts((2, ConsultantSocialWorker)).leads(1)
    assert not with_posts((2, ConsultantSocialWorker)).leads(None)


def test_roles_in_a_unit_are_those_of_its_posts_in_their_order():
    jo = with_posts((1, SocialWorker), (2, GroupManager), (1, ConsultantSocialWorker))
    assert jo.roles_in(1) == [SocialWorker, ConsultantSocialWorker]
    assert jo.roles_in(None) == []


def test_every_permission_to_decide_comes_with_that_to_write():
    """Whoever decides has first to be able to say what."""
    for role in ROLES.values():
        if role.decides():
            assert {Permission.WRITE_MINUTES, Permission.DRAFT_DECISION} <= role.permissions
