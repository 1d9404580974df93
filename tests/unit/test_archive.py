"""A bag of files, written and checked; no database."""

from __future__ import annotations

import hashlib
import os
import random
import sys
import threading
import zipfile
from io import BytesIO

import pytest

from kinwork.archive.bag import Bag, Folder, Zipped
from kinwork.archive.checking import below_one_folder, check, in_folder, in_zip
from kinwork.archive.counting import Records
from kinwork.archive.unzipping import NotWhole, files_in
from kinwork.operations import cli

SAID = 'id,said\n1,"two\nlines, ""quoted"""\n2,\n'


def fill(bag, more=b""):
    with bag.table("tables/said.csv") as file:
        file.text(SAID)
    for number in (1, 2):
        with bag.file(f"files/{number}/letter 100%.txt") as file:
            file.write(b"x" * 3_000_000 + more)
    with bag.file("exported.csv") as file:
        lines = [f"{name},{'rows' if name.endswith('.csv') else 'files'},{n}\n" for name, n in bag.counted.items()]
        file.text("what,kind,number\n" + "".join(lines))
    return bag.close({"Source-Organization": "Linden\n  Council"})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "bag").mkdir()
    fill(Bag(Folder(tmp_path / "bag")))
    return tmp_path / "bag"


def test_a_bag_is_as_rfc_8493_has_it(folder):
    assert (folder / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    lines = (folder / "manifest-sha256.txt").read_text().splitlines()
    sum_ = hashlib.sha256(b"x" * 3_000_000).hexdigest()
    assert f"{sum_}  data/files/1/letter 100%25.txt" in lines
    assert len(lines) == 4
    info = (folder / "bag-info.txt").read_text().splitlines()
    assert info[0] == "Source-Organization: Linden Council"
    octets = sum(path.stat().st_size for path in (folder / "data").rglob("*") if path.is_file())
    assert info[1] == f"Payload-Oxum: {octets}.4"
    tags = {line.split()[1] for line in (folder / "tagmanifest-sha256.txt").read_text().splitlines()}
    assert tags == {"manifest-sha256.txt", "bag-info.txt", "bagit.txt"}
    assert (folder / "data" / "files" / "1" / "letter 100%.txt").stat().st_mode & 0o777 == 0o600


def test_what_is_whole_is_found_whole(folder):
    found = check(in_folder(folder))
    assert (found.wrong, found.files, found.tables, found.rows) == ([], 4, 1, 2)
    assert found.info["Source-Organization"] == "Linden Council"


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (lambda at: (at / "data/files/1/letter 100%.txt").write_text("y"), "letter 100%.txt is not as it was written."),
        (lambda at: (at / "data/files/2/letter 100%.txt").unlink(), "letter 100%.txt is missing."),
        (lambda at: (at / "data/tables/more.csv").write_text("a\n"), "more.csv is not in the manifest."),
        (lambda at: (at / "bagit.txt").unlink(), "bagit.txt is missing."),
        (lambda at: (at / "bag-info.txt").write_text("Payload-Oxum: 1.4\n"), "found 6000"),
        (lambda at: (at / "bag-info.txt").write_text("x"), "bag-info.txt is not as it was written."),
        (lambda at: (at / "manifest-sha256.txt").write_text("abc\n"), "has a line that is none"),
    ],
)
def test_whatever_was_changed_is_said(folder, do, said):
    do(folder)
    assert any(said in sentence for sentence in check(in_folder(folder)).wrong)


def test_a_table_that_lost_a_row_with_its_manifest_made_anew_is_known_by_the_list_of_what_was_exported(folder):
    table = folder / "data" / "tables" / "said.csv"
    before = hashlib.sha256(table.read_bytes()).hexdigest()
    table.write_text("id,said\n2,\n")
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"):
        path = folder / name
        path.write_text(path.read_text().replace(before, hashlib.sha256(table.read_bytes()).hexdigest()))
    assert "tables/said.csv: 2 rows were exported, found 1." in check(in_folder(folder)).wrong


def test_a_link_in_a_folder_is_refused(folder):
    (folder / "data" / "link").symlink_to("/etc/passwd")
    with pytest.raises(NotWhole, match="data/link is not a plain file"):
        check(in_folder(folder))


def test_a_link_to_a_folder_is_refused(folder):
    (folder / "data" / "elsewhere").symlink_to("/etc", target_is_directory=True)
    with pytest.raises(NotWhole, match="data/elsewhere is not a plain folder"):
        check(in_folder(folder))


def piped(more=b""):
    """As it goes into the encryption: through a pipe, which cannot be gone back in."""
    reading, writing = os.pipe()

    def work():
        with os.fdopen(writing, "wb") as out:
            fill(Bag(Zipped(out, "linden")), more)

    at_work = threading.Thread(target=work)
    at_work.start()
    with os.fdopen(reading, "rb") as came:
        content = came.read()
    at_work.join()
    return content


def test_a_zip_through_a_pipe_is_read_as_it_comes_and_by_any_other(tmp_path):
    content = piped()
    found = check(below_one_folder(files_in(BytesIO(content))))
    assert (found.wrong, found.files, found.rows) == ([], 4, 2)
    (tmp_path / "a.zip").write_bytes(content)
    again = check(below_one_folder(in_zip(tmp_path / "a.zip")))
    assert (again.wrong, again.sha256) == ([], found.sha256)
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.read("linden/data/tables/said.csv").decode() == SAID
    assert content == piped(), "no file says when it was written"


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9, 0.99, -1])
def test_a_zip_that_was_cut_off_is_not_whole(tmp_path, place):
    content = piped(os.urandom(100_000))
    cut = content[: int(len(content) * place)] if place > 0 else content[:-1]
    with pytest.raises(NotWhole):
        check(below_one_folder(files_in(BytesIO(cut))))
    (tmp_path / "a.zip").write_bytes(cut)
    with pytest.raises(NotWhole):
        check(below_one_folder(in_zip(tmp_path / "a.zip")))


def test_a_zip_in_which_a_byte_is_another_is_not_whole(tmp_path):
    content = bytearray(piped(os.urandom(100_000)))
    content[len(content) // 4] ^= 1  # amid the first of two files that are mostly chance
    with pytest.raises(NotWhole, match="damaged"):
        check(below_one_folder(files_in(BytesIO(bytes(content)))))
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(NotWhole, match="damaged"):
        check(below_one_folder(in_zip(tmp_path / "a.zip")))


def test_few_bytes_that_become_many_are_read_piece_by_piece():
    reading, writing = os.pipe()

    def work():
        with os.fdopen(writing, "wb") as out:
            made = Zipped(out, "many")
            with made.open("a") as file:
                for _ in range(100):
                    file.write(bytes(1_000_000))
            made.close()

    at_work = threading.Thread(target=work)
    at_work.start()
    with os.fdopen(reading, "rb") as came:
        [(_, sizes)] = [(name, [len(piece) for piece in pieces]) for name, pieces in files_in(came)]
    at_work.join()
    assert sum(sizes) == 100_000_000
    assert max(sizes) <= 1 << 18


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_records_are_counted_however_their_bytes_come(size):
    content = SAID.encode() * 50
    counted = Records()
    for start in range(0, len(content), size):
        counted.feed(content[start : start + size])
    assert counted.number == 150


# -- the command, as far as it needs no database


@pytest.fixture
def kinwork(monkeypatch, capsys):
    """Runs it; gives the status, what was said, what was answered."""
    for name in ("KINWORK_BACKUP_TO", "KINWORK_BACKUP_KEY"):
        monkeypatch.delenv(name, raising=False)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["kinwork", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code, said.err, said.out

    return run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--reason", " "], "--reason: say why"),
        (["--reason", "x" * 121], "--reason: found 121 letters, expected 120 at most"),
        (
            ["--reason", "We leave"],
            "no key: say --for age1… or --key FILE, or set KINWORK_BACKUP_TO, or --in-the-clear",
        ),
        (["--reason", "We leave", "--for", "age1x"], "--for: found 'age1x…', expected age1…"),
        (["--reason", "We leave", "--for", "age1x", "--in-the-clear"], "expected one or the other"),
        (["--reason", "We leave", "--in-the-clear", "--recordings", " "], "--recordings: say why"),
        (["--in-the-clear"], "Missing option '--reason'"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_a_line_before_anything_is_read(kinwork, tmp_path, words, said):
    status, error, _ = kinwork("export", "archive", "--to", tmp_path / "a", *words)
    assert (status, error.count("\n")) == (2, 1)
    assert said in error
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(kinwork, tmp_path):
    ask = ["export", "archive", "--reason", "We leave", "--in-the-clear", "--to"]
    (tmp_path / "there").mkdir()
    assert "is there already" in kinwork(*ask, tmp_path / "there")[1]
    (tmp_path / "cut.part").mkdir()
    assert "is left of an export that was cut off: delete it first" in kinwork(*ask, tmp_path / "cut")[1]
    assert "is no folder" in kinwork(*ask, tmp_path / "none" / "a")[1]


def test_whoever_gets_it_can_check_it(kinwork, folder):
    sum_ = hashlib.sha256((folder / "manifest-sha256.txt").read_bytes()).hexdigest()
    assert kinwork("export", "verify", folder, "--expect", sum_.upper())[::2] == (
        0, "4 files, 2 rows of 1 tables, of no day: whole.\n"
    )  # fmt: skip
    status, _, answer = kinwork("export", "verify", folder, "--expect", "0" * 64)
    assert status == 1
    assert f"Its sum is {sum_}, expected" in answer
    (folder / "data" / "tables" / "said.csv").write_text("id,said\n")
    status, _, answer = kinwork("export", "verify", folder)
    assert status == 1
    assert "data/tables/said.csv is not as it was written." in answer
    assert answer.endswith("not whole.\n")
    assert kinwork("export", "verify", folder / "none")[0] == 2
    (folder / "text").write_text("no zip")
    assert kinwork("export", "verify", folder / "text")[::2] == (
        1, "It is not whole: it is no ZIP, or its end is missing.\n"
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_files_of_every_size_come_out_of_a_pipe_as_they_went_in(seed):
    chance = random.Random(seed)
    words = [chance.randbytes(chance.randrange(3, 9)).hex() for _ in range(400)]
    sizes = [0, 1, *(chance.randrange(1, 60_000) for _ in range(60))]
    said = [" ".join(chance.choices(words, k=size)).encode() for size in sizes]
    reading, writing = os.pipe()

    def work():
        with os.fdopen(writing, "wb") as out:
            made = Zipped(out, "sizes")
            for number, content in enumerate(said):
                with made.open(str(number)) as file:
                    file.write(content)
            made.close()

    at_work = threading.Thread(target=work)
    at_work.start()
    with os.fdopen(reading, "rb") as came:
        found = [b"".join(pieces) for _, pieces in files_in(came)]
    at_work.join()
    assert found == said
