"""Open the files of the package, after comparing each with its published SHA-256.

``datapackage.json`` has the hashes of the data. Its own hash, and those of the page, the pictures
and the code, are in the ``RECORD`` of the installation; in a checkout ``ro-crate-metadata.json``
has that of ``datapackage.json``.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from base64 import urlsafe_b64decode
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

PACKAGE = "german_pows_ussr"
DESCRIPTOR = "datapackage.json"
CRATE = "ro-crate-metadata.json"
RECORD = "RECORD"
REPAIR = "reinstall german-pows-ussr, or in a checkout run 'git restore' with the file's name"
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, RecursionError, csv.Error)


class DamagedPackageError(RuntimeError):
    """A file of the package is missing, or is not the published one."""


@dataclass(frozen=True)
class Record:
    """The SHA-256 of files by their paths, the file that recorded them, and a note on others."""

    name: str = ""
    hashes: dict[str, str] = field(default_factory=dict)
    note: str = ""


@cache
def root() -> Path:
    """Find the folder of ``datapackage.json``: this one if installed, else the checkout's."""
    here = Path(__file__).resolve().parent
    checkout = here.parent.parent
    for folder in (here, checkout):
        if (folder / DESCRIPTOR).is_file():
            return folder
    repair = REPAIR if here.is_dir() else "install the wheel: it cannot be read while zipped"
    raise DamagedPackageError(f"no datapackage.json in {here} nor in {checkout}; {repair}")


@cache
def record() -> Record:
    """Read what was recorded of the package when it was installed or built."""
    try:
        crate = root() / CRATE
        graph = json.loads(crate.read_bytes())["@graph"] if crate.is_file() else []
        hashes = {each["@id"]: each["sha256"] for each in graph if "sha256" in each}
        found = Record(CRATE, hashes) if crate.is_file() else read_installed()
        if found.name and DESCRIPTOR not in found.hashes:
            raise ValueError(f"{found.name} does not record {DESCRIPTOR}")
    except MALFORMED as error:
        raise DamagedPackageError(f"the record of {root()}: {error!r}; {REPAIR}") from None
    return found


def read_installed() -> Record:
    """Read the record of the running version; an old installation may have left another one."""
    files = sorted(root().parent.glob(f"{PACKAGE}-*.dist-info/{RECORD}"))
    if not files or root().name != PACKAGE:
        return Record()
    found = {file.parent.name.removesuffix(".dist-info").partition("-")[2]: file for file in files}
    versions = re.findall(
        r'"version": ?"(.+?)"', (root() / DESCRIPTOR).read_text("utf-8", "replace")
    )
    running = next((found[each] for each in versions[:1] if each in found), files[-1])
    others = f"two installations in {root().parent}: {' and '.join(found)}"
    return Record(RECORD, hashes_in(running), others if len(found) > 1 else "")


def hashes_in(file: Path) -> dict[str, str]:
    """Return the hashes of the package's files in a ``RECORD``; what Python compiled has none."""
    lines = csv.reader(file.read_text(encoding="utf-8").splitlines())
    return {
        path.removeprefix(f"{PACKAGE}/"): urlsafe_b64decode(f"{digest[7:]}=").hex()
        for path, digest, _ in lines
        if path.startswith(f"{PACKAGE}/") and digest
    }


def sha256(content: bytes) -> str:
    """Calculate the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


@cache
def descriptor() -> dict[str, Any]:
    """Read ``datapackage.json``."""
    try:
        described: dict[str, Any] = json.loads(read_checked(DESCRIPTOR, record().hashes))
        if not data_hashes(described):
            raise ValueError("it describes no files")
    except MALFORMED as error:
        raise damaged(f"{root() / DESCRIPTOR}: {error!r}") from None
    return described


def data_hashes(described: dict[str, Any]) -> dict[str, str]:
    """Return the SHA-256 of each file that the descriptor describes, by its path."""
    resources = described["resources"]
    return {
        entry["path"].removeprefix("./"): entry["hash"].removeprefix("sha256:")
        for entry in resources
    }


@cache
def published_hashes() -> dict[str, str]:
    """Return the SHA-256 of each file that the descriptor describes, or that was recorded."""
    return data_hashes(descriptor()) | record().hashes


def read_file(path: str) -> bytes:
    """Read a file of the package by its path, after comparing it with its published SHA-256.

    A file that nothing recorded, such as a picture in a checkout, is read as it is; ``verify``
    says which are not compared.

    """
    hashes, file = published_hashes(), root() / path
    found = file.stat() if file.is_file() else None
    state = found and (found.st_mtime_ns, found.st_ctime_ns, found.st_size)
    return read_once(root(), path, hashes.get(path), state)


@lru_cache(maxsize=64)
def read_once(
    folder: Path, path: str, digest: str | None, state: tuple[int, int, int] | None
) -> bytes:
    """Read and compare a file, again only if it was changed since, or another is expected."""
    return read_checked(path, {path: digest} if digest else {})


def read_checked(path: str, hashes: dict[str, str]) -> bytes:
    """Read a file, or raise an error that says what is wrong with it, and what to do."""
    content, fault = read_with_fault(path, hashes)
    if fault:
        raise damaged(f"{root()}: {fault}")
    return content


def read_with_fault(path: str, hashes: dict[str, str]) -> tuple[bytes, str]:
    """Read a file; return also what is wrong with it, or ``""``."""
    if not (root() / path).is_file():
        return b"", f"{path} is missing"
    content = (root() / path).read_bytes()
    if path not in hashes and record().name == RECORD:
        return content, f"{path} is not a file of the package"
    same = hashes.get(path) in (None, sha256(content))
    return content, "" if same else f"{path} does not match its published SHA-256"


def damaged(fault: str) -> DamagedPackageError:
    """Make the error that says what is wrong, what may be in the way, and what to do."""
    return DamagedPackageError("; ".join(filter(None, [fault, record().note, REPAIR])))


@dataclass(frozen=True)
class Verification:
    """The SHA-256 of each file that was compared, by its path, and notes on what was not."""

    files: dict[str, str]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        first = f"{len(self.files)} files match their published SHA-256, if this is the release's:"
        return "\n".join([first, f"{self.files[DESCRIPTOR]}  {DESCRIPTOR}", *self.notes])


def verify() -> Verification:
    """Check that every file of the package is the published one.

    In an installation every file, code included, is compared with the hashes that the installer
    recorded, and an unrecorded file is refused. In a checkout the descriptor is compared with
    ``ro-crate-metadata.json``, and the data with the descriptor. To validate every cell against its
    schema, run ``frictionless validate datapackage.json``.

    Whoever can alter a file can alter the record, too, or the code that compares. So compare the
    SHA-256 of ``datapackage.json`` with the one that the release names, with a program of your own.

    >>> list(verify().files)[:2]
    ['datapackage.json', 'resources/article.txt']

    """
    refuse_damaged(record().hashes)  # before the descriptor is read, which may itself be altered
    hashes = published_hashes()
    refuse_damaged(hashes)
    notes = {
        CRATE: "code, page and pictures of a checkout were not compared: ask git",
        "": "code, page, pictures and datapackage.json were not compared: there is no record",
    }
    found = tuple(filter(None, [notes.get(record().name), record().note]))
    files = {DESCRIPTOR: sha256((root() / DESCRIPTOR).read_bytes())} | hashes
    return Verification(files, found)


def refuse_damaged(hashes: dict[str, str]) -> None:
    """Raise an error that names every damaged or unknown file, if there is one."""
    paths = list(hashes)
    if record().name == RECORD:
        files = (file.relative_to(root()) for file in sorted(root().rglob("*")) if file.is_file())
        ours = [file.as_posix() for file in files if "__pycache__" not in file.parts]
        paths += [path for path in ours if path not in hashes]
    if found := list(filter(None, (read_with_fault(path, hashes)[1] for path in paths))):
        raise damaged("; ".join(found))
