"""Everything that the record holds, exported, and read back by the csv and json modules alone."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from html.parser import HTMLParser
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import unquote
from uuid import uuid4

import docx
import pikepdf
import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from markupsafe import escape
from pypdf import PdfReader

from kinwork.access.models import AuditEvent, Restriction, User
from kinwork.archive import beside, contents, making, names
from kinwork.archive.making import BEGUN, DONE, Asked, make
from kinwork.archive.unzipping import NotWhole
from kinwork.bundles import making as binding
from kinwork.bundles.models import Bundle
from kinwork.bundles.reading import heading_of
from kinwork.documents import actions as documents
from kinwork.documents.composing import draft_of
from kinwork.documents.models import Final
from kinwork.documents.queries import document_in, people_of, reading_of
from kinwork.faces.models import Link
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family
from kinwork.measures.models import AnswerLink
from kinwork.observation.models import Recording
from kinwork.operations import archive_file, encryption
from kinwork.operations.backup_keys import keys_from, new_key
from kinwork.operations.encryption import Broken
from kinwork.platform.embedded import APP_ROLE
from kinwork.record.actions import Happened, write_entry
from kinwork.record.attaching import attach
from kinwork.record.models import Attachment, Entry
from tests.everything import everything, family_with_everything, sealed_record, with_every_role
from tests.factories import actor, family_in, meeting_of, unit_with_staff, user
from tests.pages import Client

csv.field_size_limit(sys.maxsize)
pytestmark = pytest.mark.django_db
LONG = " ".join(f"word{number}" for number in range(10_000))
HOSTILE = "<script>alert(1)</script>&\"'"
REASON = "Moving to another system"
NOTE = "Mia sang. “Doris” hummed.\n".encode()


@contextmanager
def as_owner():
    """As the tables' owner, as the command is."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        try:
            yield
        finally:
            cursor.execute(f"SET ROLE {APP_ROLE}")


def exported(to, **more):
    with archive_file.new_bag(to, []) as bag:
        return make(bag, Asked("root", REASON, timezone.localdate(), **more), using="default")


def rows_of(folder, name, where="tables"):
    with (folder / "data" / where / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def finalised(held, child_id):
    document = documents.begin(held, layout_key="conference_report", child_ids=[child_id], reader_ids=[], token=uuid4())
    found, today = document_in(held.family.pk, document.pk), timezone.localdate()
    people = people_of(held, today)
    seen = documents.print_of_draft(draft_of(found, reading_of(held, found, today, None, people), people))
    documents.finalise(held, found, seen=seen, as_what="Social worker", without_empty=True)
    return document


@pytest.fixture(scope="module")
def scene(one_scene, tmp_path_factory):
    """An authority in which there is something of everything, and two archives of it, one after the other."""
    unit, members = unit_with_staff()
    rowan = SimpleNamespace(unit=unit, **members)
    meeting = meeting_of(rowan.unit, rowan.maureen)
    family, ids = family_with_everything(rowan, "Quirlmark", meeting)
    who = with_every_role(user("everyone"), rowan.unit)
    everything(rowan, meeting, family, ids, who)
    sealing = sealed_record(rowan, who, Client())
    actor(rowan.grace)
    hostile = family_in(rowan.unit, HOSTILE)
    entry = write_entry(actor(rowan.grace), hostile.pk, rowan.unit.pk, Happened("note", timezone.localdate(), LONG))
    document = finalised(HeldFamily(family, rowan.unit.pk, actor(rowan.grace)), ids["person_id"])
    token, me = uuid4(), actor(rowan.grace)
    attached = attach(me, family.pk, rowan.unit.pk, token, BytesIO(NOTE), name="100% <b>note</b>.txt", size=len(NOTE))
    kept = Happened("document", timezone.localdate(), "A note came.", draft=token)
    write_entry(me, family.pk, rowan.unit.pk, kept)
    [bundle] = Bundle.objects.filter(family=family)
    binding.make(bundle.pk, bundle.by_id)
    actor(rowan.grace)
    folder = tmp_path_factory.mktemp("archive")
    with as_owner():
        first = exported(folder / "first", recordings="The court asked for them")
        counted = {one.name: one.model._base_manager.count() for one in contents.exported()}
        second = exported(folder / "second", recordings="The court asked for them")
    return SimpleNamespace(
        at=folder / "first", again=folder / "second", first=first, second=second, counted=counted, family=family,
        hostile=hostile, entry=entry, sealing=sealing, document=document, attached=attached, bundle=bundle,
    )  # fmt: skip


def test_it_is_whole_and_says_of_itself_what_it_is(scene):
    found = archive_file.verify(scene.at, None)
    assert (found.wrong, found.sha256) == ([], scene.first.sha256)
    assert scene.first.lost == []
    counted = (scene.first.files, scene.first.tables, scene.first.rows)
    assert (found.files, found.tables, found.rows) == counted, "counted alike where it is made and where it is checked"
    assert found.rows > 500
    assert found.info["Kinwork-Reason"] == REASON
    if summing := shutil.which("sha256sum"):  # without Kinwork, too
        done = subprocess.run(
            [summing, "--check", "--quiet", "manifest-sha256.txt"], cwd=scene.at, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout[-500:]


def test_every_table_of_the_database_is_there_or_left_out_with_a_reason(scene):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        there = {name for (name,) in cursor.fetchall()}
    tables_of_models = {str(one._meta.db_table) for one in apps.get_models(include_auto_created=True)}
    files = {path.stem for path in (scene.at / "data").glob("*/*.csv") if path.parent.name != "ssd"}
    assert files == {one.name for one in contents.exported()}
    assert there | tables_of_models == files | contents.LEFT_OUT.keys(), "each once, and none that is gone"
    assert not files & contents.LEFT_OUT.keys()
    with (scene.at / "data" / "left-out.csv").open(encoding="utf-8", newline="") as file:
        said = dict(csv.reader(file))
    assert all(said[table] and said[table] == why for table, why in contents.LEFT_OUT.items())
    columns = {(one.name, field.column) for one in contents.exported() for field in one.model._meta.concrete_fields}
    assert contents.LEFT_OUT_COLUMNS.keys() <= columns, "of columns that are there"


def test_what_opens_something_is_not_in_it(scene):
    secret = re.compile(r"password|secret|token(?!$)|_hash$|fingerprint|wrapped|_key$")
    # Sums of what stands in the record: of who could have been drawn, of an event, of a feed, of what was sent.
    harmless = {
        ("studies_plan", "frame_hash"), ("studies_planevent", "frame_hash"), ("access_auditlink", "fingerprint"),
        ("calendars_feed", "fingerprint"), ("api_received", "fingerprint"),
    }  # fmt: skip
    layouts = {"layout_key"}
    found = {
        (one.name, field.column)
        for one in contents.exported() for field in one.fields
        if secret.search(field.column or "") and field.column not in layouts
    }  # fmt: skip
    assert found == harmless
    with as_owner():
        hashes = [*User.objects.exclude(password="").values_list("password", flat=True)[:3]]
        hashes += AnswerLink.objects.values_list("token_hash", flat=True)
        hashes += Link.objects.values_list("token_hash", flat=True)
    assert hashes
    for path in [*(scene.at / "data").rglob("*.csv"), *(scene.at / "data").rglob("*.html")]:
        content = path.read_text(encoding="utf-8")
        assert not [one for one in hashes if one in content], path


def test_every_table_has_as_many_rows_as_the_database(scene):
    found = {one.name: len(rows_of(scene.at, one.name, one.folder)) for one in contents.exported()}
    grows = {"access_auditevent", "access_auditlink"}  # that it is done stands in the log after it
    assert {name: number for name, number in found.items() if name not in grows} == {
        name: number for name, number in scene.counted.items() if name not in grows
    }
    assert found["access_auditevent"] == scene.counted["access_auditevent"] - 1
    assert found["record_entryevent"] > 0
    with (scene.at / "data" / "exported.csv").open(encoding="utf-8", newline="") as file:
        counts = {row["what"]: row["number"] for row in csv.DictReader(file)}
    assert counts["tables/record_entry.csv"] == str(found["record_entry"])


def test_whole_records_read_back_are_as_they_were(scene):
    with as_owner():
        entry = Entry.objects.get(pk=scene.entry.pk)
        authority = User.objects.get(pk=entry.by_id)
        restricted = Restriction.objects.count()
    [row] = [one for one in rows_of(scene.at, "record_entry") if one["id"] == str(entry.pk)]
    assert row["text"] == LONG
    assert (row["family_id"], row["happened_on"]) == (str(scene.hostile.pk), entry.happened_on.isoformat())
    assert datetime.fromisoformat(row["recorded_at"]) == entry.recorded_at
    assert row["is_limited"] == "false"
    [who] = [one for one in rows_of(scene.at, "access_user") if one["id"] == row["by_id"]]
    assert who["full_name"] == authority.full_name
    names = {one["id"]: one["name"] for one in rows_of(scene.at, "families_family")}
    assert names[str(scene.hostile.pk)] == HOSTILE
    assert len(rows_of(scene.at, "access_restriction")) == restricted
    # A sealed record is in it: the child under both names.
    given = {one["given_name"] for one in rows_of(scene.at, "people_person")}
    assert "Wren" in given
    assert [one["person_id"] for one in rows_of(scene.at, "children_sealing")] == [str(scene.sealing.person_id)]
    erased = [json.loads(one["rows"]) for one in rows_of(scene.at, "retention_erased")]
    assert all(isinstance(one, dict) for one in erased)


def test_the_description_fits_every_file(scene):
    package = json.loads((scene.at / "data" / "datapackage.json").read_text(encoding="utf-8"))
    names = [one["name"] for one in package["resources"]]
    assert len(set(names)) == len(names)
    types = {"string", "integer", "number", "boolean", "date", "time", "datetime", "array", "any"}
    read = {
        "integer": int, "number": float, "array": json.loads, "any": json.loads,
        "boolean": {"true": True, "false": False}.__getitem__, "date": date.fromisoformat,
        "datetime": datetime.fromisoformat, "time": time.fromisoformat, "string": str,
    }  # fmt: skip
    for one in package["resources"]:
        with (scene.at / "data" / one["path"]).open(encoding="utf-8", newline="") as file:
            found = csv.DictReader(file)
            fields = {field["name"]: field for field in one["schema"]["fields"]}
            assert found.fieldnames == list(fields), one["path"]
            assert {field["type"] for field in fields.values()} <= types
            assert set(one["schema"]["primaryKey"]) <= fields.keys()
            for key in one["schema"].get("foreignKeys", ()):
                assert key["reference"]["resource"] in ("", *names)
            for row in found:
                for name, said in row.items():
                    if said:
                        read[fields[name]["type"]](said)
                    else:
                        assert not fields[name].get("constraints", {}).get("required"), (one["path"], name)
    [person] = [one for one in package["resources"] if one["name"] == "people_person"]
    assert person["description"]
    sexes = {one["name"]: one.get("categories") for one in person["schema"]["fields"]}["sex"]
    assert {"value": "female", "label": "Female"} in sexes


def test_it_fills_another_database(scene):
    """By ``load.sql``, whose lines psql runs; here they are run one after the other."""
    lines = (scene.at / "data" / "load.sql").read_text(encoding="utf-8").splitlines()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("CREATE SCHEMA elsewhere; SET search_path TO elsewhere")
        for line in lines:
            if line.startswith("CREATE TABLE"):
                cursor.execute(line)
            elif line.startswith("\\copy"):
                found = re.fullmatch(r"\\copy (\S+) FROM '(\S+)' (WITH .*)", line)
                with cursor.copy(f"COPY {found[1]} FROM STDIN {found[3]}") as copy:
                    copy.write((scene.at / "data" / found[2]).read_bytes())
        cursor.execute("SELECT text FROM record_entry WHERE id = %s", [scene.entry.pk])
        assert cursor.fetchone() == (LONG,)
        for table in ("record_entry", "people_person", "meetings_revision", "cases_allocation", "children_careperiod"):
            cursor.execute(f"SELECT count(*) FROM (SELECT * FROM public.{table}) a")
            [there] = cursor.fetchone()
            cursor.execute(f"SELECT count(*) FROM {table} e JOIN public.{table} p USING (id)")
            assert cursor.fetchone() == (there,), table
        # Nothing and an empty text are told apart.
        cursor.execute(
            "SELECT count(*) FROM meetings_revision e JOIN public.meetings_revision p USING (id) "
            "WHERE e.text IS DISTINCT FROM p.text"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(f"SET search_path TO public; SET ROLE {APP_ROLE}")


class Headings(HTMLParser):
    """The language, the headings in their order, every tag, every link of a page."""

    def __init__(self, page):
        super().__init__()
        self.lang, self.levels, self.tags, self.links, self.ids = "", [], Counter(), [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.tags[tag] += 1
        if tag == "html":
            self.lang = said.get("lang")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "a":
            self.links.append(said["href"])
        self.ids += [said["id"]] if "id" in said else []


def test_a_familys_page_can_be_read_by_everyone_and_runs_nothing(scene):
    folder = scene.at / "data" / "families"
    for family in (scene.family, scene.hostile):
        text = (folder / f"{family.pk}.html").read_text(encoding="utf-8")
        page = Headings(text)
        assert page.lang == "en-GB"
        assert page.levels[0] == 1
        assert page.levels.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
        assert page.tags["main"] == 1
        assert not page.tags.keys() & {"script", "iframe", "object", "form", "img"}
        assert len(set(page.ids)) == len(page.ids)
        for link in page.links:
            path, _, mark = unquote(link).partition("#")
            assert not path or (folder / path).is_file(), link
            assert path or mark in page.ids
    assert LONG in text, "ten thousand words are whole"
    assert escape(HOSTILE) in text
    assert HOSTILE not in text
    listed = Headings((folder / "index.html").read_text(encoding="utf-8"))
    with as_owner():
        assert len(listed.links) == Family.objects.count() + 1
    assert all((folder / link).is_file() for link in listed.links)
    first = Headings((scene.at / "data" / "index.html").read_text(encoding="utf-8"))
    assert all((scene.at / "data" / link).is_file() for link in first.links)


def test_the_page_of_a_family_holds_what_the_record_says_of_it(scene):
    text = (scene.at / "data" / "families" / f"{scene.family.pk}.html").read_text(encoding="utf-8")
    with as_owner():
        entries = list(Entry.objects.filter(family=scene.family))
        for entry in entries:
            assert escape(entry.text) in text, heading_of(entry)
            assert f'id="record_entry-{entry.pk}"' in text
    assert entries
    assert "Quirlmark hidden" in text, "an address that is confidential is in it too"
    for section in ("People", "Family and network", "Our work with the family", "What happened", "Documents"):
        assert f">{section}</h2>" in text
    assert "About you" not in text


def test_documents_files_and_bundles_are_in_it_and_the_page_leads_to_them(scene):
    data = scene.at / "data"
    with as_owner():
        final = Final.objects.get(document=scene.document)
    folder = data / "documents" / str(scene.document.pk)
    pdf = PdfReader(folder / "document.pdf")
    assert final.title in " ".join(pdf.pages[0].extract_text().split())
    with pikepdf.open(folder / "document.pdf") as made, made.open_metadata() as said:
        assert said.pdfa_status == "2A", "made to last"
    assert final.title in [one.text for one in docx.Document(str(folder / "document.docx")).paragraphs]
    assert Headings((folder / "document.html").read_text(encoding="utf-8")).lang == "en-GB"
    assert "Finalised on" in (folder / "document.txt").read_text(encoding="utf-8")
    path = data / names.attached(scene.attached)
    assert path.read_bytes() == NOTE
    assert "%" not in path.name
    assert len(PdfReader(data / "bundles" / f"{scene.bundle.pk}.pdf").pages) > 1
    assert any((data / "returns-as-sent").iterdir())
    page = Headings((data / "families" / f"{scene.family.pk}.html").read_text(encoding="utf-8"))
    led_to = {(data / "families" / unquote(link)).resolve() for link in page.links if link.startswith("../")}
    assert {
        folder / "document.pdf",
        folder / "document.txt",
        path,
        data / "bundles" / f"{scene.bundle.pk}.pdf",
    } <= led_to


def test_recordings_are_in_it_where_they_were_asked_for_and_in_the_clear(scene):
    with as_owner():
        [kept] = Recording.objects.filter(gone_at=None)
    content = (scene.at / "data" / "recordings" / f"{kept.pk}.wav").read_bytes()
    assert content[:4] == b"RIFF"
    assert len(content) == kept.size


def test_two_archives_of_the_same_record_are_equal_but_for_the_log(scene):
    def sums(folder):
        lines = (folder / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
        return {path: sum_ for sum_, _, path in (line.partition("  ") for line in lines)}

    first, second = sums(scene.at), sums(scene.again)
    assert first.keys() == second.keys()
    others = {path for path in first if first[path] != second[path]}
    # That the first was exported stands in the log, and how long the log is, in the lists.
    links = {"data/log/access_auditlink.csv"}  # made when the transaction ends, which here never does
    assert others - links == {"data/log/access_auditevent.csv", "data/index.html", "data/exported.csv"}
    with as_owner():
        said = AuditEvent.objects.filter(verb__in=(BEGUN, DONE)).order_by("id").values_list("verb", "words")
        assert [verb for verb, _ in said] == [BEGUN, DONE] * 2
        assert all(f"root: {REASON}" in words for verb, words in said if verb == BEGUN)
        assert scene.first.sha256 in said[1][1]


@pytest.fixture
def small(scene, monkeypatch):
    """One of a few tables, quickly made as often as wanted."""
    few = [one for one in contents.exported() if one.name in ("record_entry", "families_family")]
    monkeypatch.setattr(making, "exported", lambda: few)
    monkeypatch.setattr(making, "write_ssd", lambda on, out, tell: out.mkdir())
    return scene


def test_encrypted_it_is_one_file_that_age_and_unzip_read(small, tmp_path):
    keys = keys_from(new_key().encode(), str)
    to = tmp_path / "linden.zip.age"
    with as_owner(), archive_file.new_bag(to, keys.recipients) as bag:
        made = make(bag, Asked("root", REASON, timezone.localdate()), using="default")
    content = to.read_bytes()
    assert b"Quirlmark" not in content
    assert to.stat().st_mode & 0o777 == 0o600
    found = archive_file.verify(to, keys)
    assert (found.wrong, found.sha256) == ([], made.sha256)
    clear = BytesIO()
    encryption.decrypt(BytesIO(content), clear, keys.identities)
    with zipfile.ZipFile(clear) as opened:
        assert opened.testzip() is None
        [page] = [name for name in opened.namelist() if name.endswith(f"families/{small.family.pk}.html")]
        assert b"Quirlmark" in opened.read(page)
    for cut in (len(content) // 3, len(content) - 1):
        (tmp_path / "cut").write_bytes(content[:cut])
        with pytest.raises((Broken, NotWhole)):
            archive_file.verify(tmp_path / "cut", keys)
    with pytest.raises(Broken, match="key is not one"):
        archive_file.verify(to, keys_from(new_key().encode(), str))
    assert not archive_file.aside(to).exists()


def test_what_cannot_be_read_is_said_and_keeps_nothing_else(small, tmp_path):
    with as_owner():
        one = Attachment(pk=7, kind="text", name="100% sure.txt", sha256="0" * 64)
    bag = archive_file.new_bag(tmp_path / "lost", [])
    with bag as filled:
        said = beside._put(filled, names.attached(one), partial(beside._attached_file, one))
        kept = beside._put(filled, names.attached(one), lambda: iter([b"a", b"b"]))
        filled.close({})
    assert said == "files/7/100_ sure.txt: it is not where it was kept"
    assert kept == ""
    assert (tmp_path / "lost" / "data" / "files" / "7" / "100_ sure.txt").read_bytes() == b"ab"


def test_what_goes_wrong_half_way_leaves_nothing(small, tmp_path, monkeypatch):
    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making.beside, "write", fails)
    keys = keys_from(new_key().encode(), str)
    for name, readers in (("folder", []), ("file.zip", []), ("file.zip.age", keys.recipients)):
        with (
            pytest.raises(OSError, match="No space"),
            as_owner(),
            archive_file.new_bag(tmp_path / name, readers) as bag,
        ):
            make(bag, Asked("root", REASON, timezone.localdate()), using="default")
    assert list(tmp_path.iterdir()) == []
