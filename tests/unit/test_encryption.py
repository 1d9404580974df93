"""What is encrypted comes back as it was, or not at all; and by age's own programs as well as by ours."""

import base64
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage.x25519 import Identity

from kinwork.operations import former_backups
from kinwork.operations.backup_keys import keys_from, new_key, protected, recipients_from
from kinwork.operations.commands.backing_up import recipients
from kinwork.operations.encryption import Broken, decrypt, encrypt
from tests import node

MADE = Path(__file__).parents[1] / "integration" / "backups"  # see the README there
CHUNK = 64 * 1024  # bytes in clear, of age's format
KEY = Identity.generate()


def encrypted(clear, *keys):
    into = io.BytesIO()
    encrypt(io.BytesIO(clear), into, [key.to_public() for key in keys or [KEY]])
    return into.getvalue()


def opened(data, key=KEY):
    into = io.BytesIO()
    decrypt(io.BytesIO(data), into, [key])
    return into.getvalue()


def never_asked():
    raise AssertionError("a key in clear asks for no passphrase")


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])
def test_every_length_comes_back(size):
    clear = bytes(n % 251 for n in range(size))
    assert opened(encrypted(clear)) == clear


@given(st.binary(min_size=1, max_size=300), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_no_byte_can_be_changed_unseen(clear, where, bits):
    made = bytearray(encrypted(clear))
    made[int(where * len(made))] ^= bits  # a place in proportion: age's header is of no fixed length
    with pytest.raises(Broken):
        opened(bytes(made))


def test_a_missing_end_is_found():
    made = encrypted(b"x" * (2 * CHUNK + 9))
    payload = len(made) - (2 * CHUNK + 9 + 3 * 16)
    for kept in (payload, payload + CHUNK + 16, payload + 2 * (CHUNK + 16), len(made) - 1):
        with pytest.raises(Broken, match="damaged or cut off"):
            opened(made[:kept])
    with pytest.raises(Broken, match="damaged or cut off"):
        opened(made + b"more")


def test_pieces_cannot_change_places():
    made = encrypted(b"a" * CHUNK + b"b" * CHUNK + b"c")
    at = len(made) - (2 * CHUNK + 1 + 3 * 16)
    piece = CHUNK + 16
    with pytest.raises(Broken):
        opened(made[:at] + made[at + piece : at + 2 * piece] + made[at : at + piece] + made[at + 2 * piece :])


def test_another_key_opens_nothing_and_says_so():
    with pytest.raises(Broken, match="the key is not one that this backup was made for"):
        opened(encrypted(b"x"), Identity.generate())


def test_a_damaged_beginning_is_not_taken_for_another_key():
    made = encrypted(b"x")
    with pytest.raises(Broken, match="the beginning of this backup is damaged"):
        opened(made[:60])


@pytest.mark.parametrize("data", [b"", b"PGDMP" + b"0" * 100, b"age"])
def test_what_is_no_backup_is_named_as_that(data):
    with pytest.raises(Broken, match="not a backup"):
        opened(data)


def test_two_backups_of_the_same_share_nothing():
    assert encrypted(b"same")[-20:] != encrypted(b"same")[-20:]


def test_each_of_several_recipients_reads_it_alone():
    in_the_safe, on_call = Identity.generate(), Identity.generate()
    made = encrypted(b"for two", in_the_safe, on_call)
    assert opened(made, in_the_safe) == opened(made, on_call) == b"for two"


class Disk(io.BytesIO):
    """A file on a disk with little room."""

    def __init__(self, room):
        super().__init__()
        self.room = room

    def write(self, some):
        if self.tell() + len(some) > self.room:
            raise OSError(28, "No space left on device")
        return super().write(some)


@pytest.mark.parametrize("room", [0, 300, CHUNK, 2 * CHUNK + 200])
def test_a_full_disk_is_said_also_when_only_the_very_end_finds_no_room(room):
    clear = b"x" * (2 * CHUNK + 9)
    with pytest.raises(OSError, match="No space left"):
        encrypt(io.BytesIO(clear), Disk(room), [KEY.to_public()])
    made = encrypted(clear)
    with pytest.raises(OSError, match="No space left"):
        decrypt(io.BytesIO(made), Disk(min(room, 2 * CHUNK + 8)), [KEY])


def test_a_failing_source_is_raised_as_what_it_is():
    class Failing(io.BytesIO):
        def read(self, size=-1):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encrypt(Failing(), io.BytesIO(), [KEY.to_public()])


LARGE = """
import resource, sys
from pyrage.x25519 import Identity
from kinwork.operations.encryption import decrypt, encrypt

class Zeros:
    left = 96 << 20
    def read(self, size):
        size = min(size, self.left)
        self.left -= size
        return bytes(size)

key, path = Identity.generate(), sys.argv[1]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(path, "wb") as into:
    encrypt(Zeros(), into, [key.to_public()])
with open(path, "rb") as encrypted, open("/dev/null", "wb") as into:
    decrypt(encrypted, into, [key])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_large_backup_is_never_held_in_memory(tmp_path):
    said = subprocess.run([sys.executable, "-c", LARGE, str(tmp_path / "large")], capture_output=True, check=True)
    assert int(said.stdout) < 8 << 10, "KiB more for 96 MiB"


# -- keys


def test_a_key_file_is_one_of_age():
    text = new_key()
    [key] = keys_from(text.encode(), never_asked).identities
    assert text.splitlines()[-1] == str(key)
    assert f"# public key: {key.to_public()}" in text.splitlines()
    assert opened(encrypted(b"x", key), key) == b"x"


def test_a_key_file_may_hold_several():
    two = keys_from((new_key() + "\n" + new_key()).encode(), never_asked)
    assert [opened(encrypted(b"x", key), key) for key in two.identities] == [b"x", b"x"]


@pytest.fixture(scope="module")
def in_the_safe():
    """A key file, and the same protected by a passphrase: once, since that takes a second on purpose."""
    key = new_key()
    return key, protected(key, "four words in a safe")


def test_a_protected_key_asks_for_its_passphrase(in_the_safe):
    key, file = in_the_safe[0], in_the_safe[1].encode()
    assert key.splitlines()[-1].encode() not in file
    assert [str(k) for k in keys_from(file, lambda: "four words in a safe").identities] == key.splitlines()[-1:]
    with pytest.raises(ValueError, match="not the passphrase"):
        keys_from(file, lambda: "four words in a sale")


@pytest.mark.parametrize(
    "text",
    ["", "short", "ü" * 44, "A" * 43 + "!", "# only a comment", pytest.param(str(KEY.to_public()), id="public key")],
)
def test_what_is_no_key_is_refused(text):
    with pytest.raises(ValueError, match="expected AGE-SECRET-KEY-1"):
        keys_from(text.encode(), never_asked)


def test_a_secret_typed_as_a_recipient_is_not_said_aloud():
    with pytest.raises(ValueError, match="expected age1") as refused:
        recipients_from([str(KEY.to_public()), str(KEY)])
    assert str(KEY) not in str(refused.value)


def test_named_people_are_enough_for_a_backup_and_no_key_is_read(monkeypatch, tmp_path):
    """A nightly job asks for no passphrase, and does not stop at a former key that restores old backups."""
    own = tmp_path / "key"
    own.write_text(new_key())
    public = str(KEY.to_public())
    monkeypatch.setenv("KINWORK_BACKUP_KEY", FORMER)
    assert [str(one) for one in recipients([public], "")] == [public]
    monkeypatch.setenv("KINWORK_BACKUP_TO", f"{public}, {public}")
    assert [str(one) for one in recipients(None, "")] == [public, public]
    assert len(recipients([public], str(own))) == 2, "a key that is said is one more who reads it"


# -- others read what we write, and the other way round

READ = """
import { Decrypter, armor } from "age-encryption";
import { readFileSync, writeFileSync } from "node:fs";

const [file, keys, passphrase, into] = process.argv.slice(1);
const unlock = new Decrypter();
unlock.addPassphrase(passphrase);
const key = await unlock.decrypt(armor.decode(readFileSync(keys, "utf8")), "text");
const reader = new Decrypter();
reader.addIdentity(key.split("\\n").find((line) => line.startsWith("AGE-SECRET-KEY-1")));
writeFileSync(into, await reader.decrypt(readFileSync(file)));
"""


def test_another_program_reads_our_backup_by_our_protected_key(in_the_safe, tmp_path):
    """typage, by age's author, in JavaScript: as `age -d -i key` does it."""
    key, clear = in_the_safe[0], b"records" * 20_000
    (tmp_path / "key").write_text(in_the_safe[1])
    (tmp_path / "b.age").write_bytes(encrypted(clear, *keys_from(key.encode(), never_asked).identities))
    encrypted_file, key_file, into = (str(tmp_path / name) for name in ("b.age", "key", "clear"))
    node.run("--input-type=module", "-e", READ, encrypted_file, key_file, "four words in a safe", into)
    assert (tmp_path / "clear").read_bytes() == clear


@pytest.mark.parametrize("file", ["key.txt", "protected-key.age"])
def test_we_read_what_age_itself_made(file):
    keys = keys_from((MADE / file).read_bytes(), lambda: "four words in a safe")
    [key] = keys.identities
    clear = opened((MADE / "by-age.age").read_bytes(), key)
    assert clear.startswith(b"PGDMP")
    assert b"written before age" in clear or b"said" in clear


# -- backups of before age

FORMER = "SBXddaGC4O8Rm8n2Z3xRPHgsxszBK_lgBFUDN9j7V8A="


def former(data, text=FORMER):
    return b"".join(former_backups.decrypt(io.BytesIO(data), keys_from(text.encode(), never_asked).former))


def test_a_former_backup_is_read_by_its_key():
    data = (MADE / "former.kw").read_bytes()
    assert former(data) == opened(
        (MADE / "by-age.age").read_bytes(), keys_from((MADE / "key.txt").read_bytes(), never_asked).identities[0]
    )
    assert former_backups.head(io.BytesIO(data)) == "7:c0ffee"


def test_a_former_backup_that_was_changed_or_cut_is_refused():
    data = (MADE / "former.kw").read_bytes()
    for at in range(len(former_backups.MAGIC), len(data), 41):
        changed = bytearray(data)
        changed[at] ^= 1
        with pytest.raises(Broken):
            former(bytes(changed))
        with pytest.raises(Broken):
            former(data[:at])
    with pytest.raises(Broken, match="key"):
        former(data, base64.urlsafe_b64encode(bytes(32)).decode())
