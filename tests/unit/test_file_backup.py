"""Attached files in a backup: all of them come back, or it is said which not."""

from __future__ import annotations

import io
import tarfile

import pytest
from pyrage.x25519 import Identity

from kinwork.files.store import Store
from kinwork.operations import encryption, file_backup
from kinwork.operations.backup_keys import Keys
from kinwork.operations.encryption import Broken

KEYS = Keys([Identity.generate()])


def a_store(folder, *contents: bytes) -> Store:
    store = Store(folder)
    for one in contents:
        store.put(io.BytesIO(one))
    return store


def test_all_files_come_back_beside_what_is_there_and_no_one_else_reads_them(tmp_path):
    store = a_store(tmp_path / "one", b"a letter", b"x" * 3_000_000, b"a photo")
    file = tmp_path / "b.age.files"
    assert file_backup.backup(store, file, KEYS.recipients) == 3
    assert b"a letter" not in file.read_bytes()
    other = a_store(tmp_path / "other", b"of today", b"a photo")
    file_backup.read_whole(file, KEYS)
    assert file_backup.restore(other, file, KEYS) == 3
    assert {one for one, _, _ in store.all()} < {one for one, _, _ in other.all()}
    assert len(list(other.all())) == 4
    assert file_backup.backup(a_store(tmp_path / "none"), file, KEYS.recipients) == 0
    assert file_backup.restore(other, file, KEYS) == 0


def test_a_file_that_is_cut_or_for_somebody_else_is_no_backup(tmp_path):
    store, file = a_store(tmp_path / "one", b"a letter"), tmp_path / "b.age.files"
    file_backup.backup(store, file, KEYS.recipients)
    with pytest.raises(Broken, match="not one that this backup was made for"):
        file_backup.restore(Store(tmp_path / "other"), file, Keys([Identity.generate()]))
    file.write_bytes(file.read_bytes()[:-40])
    for look in (file_backup.read_whole, lambda *said: file_backup.restore(Store(tmp_path / "other"), *said)):
        with pytest.raises(Broken, match="damaged or cut off"):
            look(file, KEYS)


@pytest.mark.parametrize("content", [b"not what its name says", b""])
def test_what_is_not_what_its_name_says_is_said(tmp_path, content):
    packed, file = io.BytesIO(), tmp_path / "b.age.files"
    with tarfile.open(fileobj=packed, mode="w") as out:
        for name in ("../../evil", "aa/bb/" + "ab" * 32):
            said = tarfile.TarInfo(name)
            said.size = len(content)
            out.addfile(said, io.BytesIO(content))
    with file.open("wb") as into:
        encryption.encrypt(io.BytesIO(packed.getvalue()), into, KEYS.recipients)
    with pytest.raises(Broken, match=r"abababababab… in b\.age\.files is not what was kept"):
        file_backup.restore(Store(tmp_path / "files"), file, KEYS)
    assert not (tmp_path.parent / "evil").exists()


def test_a_disk_that_is_full_leaves_no_half_backup(tmp_path, monkeypatch):
    def full(clear, into, recipients):
        clear.read(10)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(encryption, "encrypt", full)
    with pytest.raises(OSError, match="No space left"):
        file_backup.backup(a_store(tmp_path / "one", b"x" * 5_000_000), tmp_path / "b.files", KEYS.recipients)
    assert [one.name for one in tmp_path.iterdir()] == ["one"]
