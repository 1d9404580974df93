"""The instruments that there are: those that come with Kinwork, and those of an authority's own folder.

An authority's folder holds files of two kinds: instruments, and wording that it has a licence for. A new instrument is
a new file; nothing else has to be told of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from pathlib import Path

from kinwork.yaml_fields import Wrong, nearest

from .model import Instrument
from .reading import MOST_LETTERS, read_instrument
from .wording import LoadedWording, is_wording, read_wording

MOST_FILES = 500


class NoSuchInstrument(KeyError):
    """No instrument has this key, or none this version; says which there are."""

    def __str__(self) -> str:
        return str(self.args[0])


class BadFolder(ValueError):
    """What is wrong in an authority's folder: by file, line and place."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Library:
    """Instruments by key and version, and the wording that was loaded for them."""

    def __init__(self, instruments: Iterable[Instrument], wordings: Iterable[LoadedWording] = ()) -> None:
        self.all = tuple(sorted(instruments, key=lambda one: (one.key, not one.is_current, one.version)))
        self.wordings = tuple(wordings)

    @property
    def current(self) -> tuple[Instrument, ...]:
        """The version of each that is used today."""
        return tuple(one for one in self.all if one.is_current)

    def instrument(self, key: str, version: str | None = None) -> Instrument:
        """The version that is used today, or the one that is named. Raises :class:`NoSuchInstrument`."""
        key = key.strip().lower()
        there = [one for one in self.all if one.key == key]
        if not there:
            keys = sorted({one.key for one in self.all})
            right = nearest(key, keys) or f"there are: {', '.join(keys)}"
            raise NoSuchInstrument(f"there is no instrument '{key}': {right}")
        if version is None:
            return there[0]
        for one in there:
            if one.version == version:
                return one
        versions = ", ".join(one.version for one in there)
        raise NoSuchInstrument(f"'{key}' has no version '{version}': there are {versions}")

    def wording_for(self, instrument: Instrument, language: str = "en") -> LoadedWording | None:
        """The wording that the authority has loaded for this version."""
        for one in self.wordings:
            if (one.key, one.version, one.language) == (instrument.key, instrument.version, language):
                return one
        return None


@lru_cache(maxsize=1)
def shipped() -> Library:
    """What comes with Kinwork."""
    folder = resources.files("kinwork.instruments") / "data"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    return Library(read_instrument(one.read_text("utf-8")) for one in files)


@lru_cache(maxsize=64)
def shipped_one(key: str) -> Instrument:
    """One of them, by its file's name, without reading the others."""
    return read_instrument((resources.files("kinwork.instruments") / "data" / f"{key}.yaml").read_text("utf-8"))


def library(folder: Path | None = None) -> Library:
    """What comes with Kinwork and what the folder holds. Raises :class:`BadFolder`, which says all that is wrong.

    A folder is read again only when a file in it has changed.
    """
    return shipped() if folder is None else _read(folder, _stamp(folder))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    if not folder.is_dir():
        raise BadFolder([f"{folder}: this is no folder, expected one with instruments as YAML files"])
    stats = [(path.name, path.stat()) for path in _files(folder)]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())


@lru_cache(maxsize=8)
def _read(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Library:
    ours = shipped()
    texts, problems = _texts(folder)
    instruments = list(ours.all)
    files: dict[tuple[str, str], str] = {}
    for name, text in texts.items():
        if is_wording(text):
            continue
        try:
            one = read_instrument(text)
        except Wrong as wrong:
            problems += [f"{name}, {problem}" for problem in wrong.problems]
            continue
        if any((other.key, other.version) == (one.key, one.version) for other in instruments):
            where = f"in {files[one.key, one.version]}" if (one.key, one.version) in files else "with Kinwork"
            problems.append(f"{name}: {one.key} {one.version} is there already, {where}. Give it another version.")
            continue
        files[one.key, one.version] = name
        instruments.append(one)
    instruments, more = _one_current(instruments, files)
    problems += more
    wordings = _wordings({name: text for name, text in texts.items() if is_wording(text)}, instruments, problems)
    if problems:
        raise BadFolder(problems)
    return Library(instruments, wordings)


def _texts(folder: Path) -> tuple[dict[str, str], list[str]]:
    files = _files(folder)
    if len(files) > MOST_FILES:
        raise BadFolder([f"{folder}: {len(files)} files, expected at most {MOST_FILES}"])
    texts, problems = {}, []
    for path in files:
        try:
            with path.open(encoding="utf-8-sig") as opened:
                texts[path.name] = opened.read(MOST_LETTERS + 1)
        except UnicodeDecodeError:
            problems.append(f"{path.name}: this is no text in UTF-8. Save it as UTF-8.")
        except OSError as problem:
            problems.append(f"{path.name}: {problem.strerror or problem}")
    return texts, problems


def _one_current(
    instruments: list[Instrument], files: dict[tuple[str, str], str]
) -> tuple[list[Instrument], list[str]]:
    """An authority's version that is used today takes the place of the one that ships; only one of its own can."""
    problems = []
    own = [one for one in instruments if one.is_current and (one.key, one.version) in files]
    for key, count in Counter(one.key for one in own).items():
        if count > 1:
            names = ", ".join(files[one.key, one.version] for one in own if one.key == key)
            problems.append(f"{names}: {count} versions of {key} are in use today. Write “current: no” in all but one.")
    for key in sorted({one.key for one in instruments} - {one.key for one in instruments if one.is_current}):
        name = next(files[one.key, one.version] for one in instruments if one.key == key)
        problems.append(f"{name}: no version of {key} is in use today. Leave “current: no” out.")
    taken = {one.key for one in own}
    former = [
        replace(one, is_current=False) if one.key in taken and (one.key, one.version) not in files else one
        for one in instruments
    ]
    return former, problems


def _wordings(texts: dict[str, str], instruments: list[Instrument], problems: list[str]) -> list[LoadedWording]:
    wordings: list[LoadedWording] = []
    for name, text in texts.items():
        try:
            one = read_wording(text, instruments)
        except Wrong as wrong:
            problems += [f"{name}, {problem}" for problem in wrong.problems]
            continue
        same = (one.key, one.version, one.language)
        if any((other.key, other.version, other.language) == same for other in wordings):
            problems.append(f"{name}: there are two files with the wording of {one.key} {one.version}. Keep one.")
        wordings.append(one)
    return wordings


def instruments(folder: Path | None = None) -> tuple[Instrument, ...]:
    """The version of each instrument that is used today, by key."""
    return library(folder).current


def instrument(key: str, version: str | None = None, *, folder: Path | None = None) -> Instrument:
    """An instrument: the version used today, or the one that is named. Raises :class:`NoSuchInstrument`.

    >>> instrument("score-15").name
    'SCORE-15'
    """
    return library(folder).instrument(key, version)
