"""Open the files of the package, after comparing each with its published SHA-256.

``datapackage.json`` has the hashes of the data. Its own hash, and those of the page, the pictures
and the code, stand in the ``RECORD`` of the installation; in a checkout
``ro-crate-metadata.json`` has that of ``datapackage.json``.
"""

from __future__ import annotations

import csv
import hashlib
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

PACKAGE = "german_pows_ussr"
DESCRIPTOR = "datapackage.json"
CRATE = "ro-crate-metadata.json"
RECORD = "RECORD"
REPAIR = "reinstall german-pows-ussr, or in a checkout run 'git restore' with the file's name"

NEEDED = {"name": str, "path": str, "bytes": int, "hash": str}
"""What the descriptor must say of every file."""


class DamagedPackageError(RuntimeError):
    """A file of the package is missing, or is not the published one."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """The hashes that were recorded when the package was installed or built.

    Attributes:
        name: the file that recorded them, or ``""`` if there is none.
        hashes: the SHA-256 of each recorded file, by its path.
        installations: the versions that have a record; more than one if an old one was left.

    """

    name: str = ""
    hashes: dict[str, str] = field(default_factory=dict)
    installations: tuple[str, ...] = ()

    @property
    def two_installations(self) -> str:
        """Say that another installation lies beside this one; ``""`` if none does."""
        if len(self.installations) <= 1:
            return ""
        return f"two installations lie in {root().parent}: {' and '.join(self.installations)}"


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
    """Read the record of the package."""
    try:
        found = read_crate() if (root() / CRATE).is_file() else read_installed()
        if found.name and DESCRIPTOR not in found.hashes:
            raise ValueError(f"{found.name} does not record {DESCRIPTOR}")
    except (LookupError, TypeError, ValueError, csv.Error) as error:
        raise DamagedPackageError(f"the record of {root()}: {error!r}; {REPAIR}") from None
    return found


def read_crate() -> Record:
    """Read the hashes of an RO-Crate."""
    graph = json.loads((root() / CRATE).read_text(encoding="utf-8"))["@graph"]
    hashes = {entity["@id"]: entity["sha256"] for entity in graph if "sha256" in entity}
    return Record(name=CRATE, hashes=hashes)


def read_installed() -> Record:
    """Read what the installer recorded of the running version; an older one may lie beside it."""
    start, end = f"{PACKAGE}-", ".dist-info"
    files = sorted(root().parent.glob(f"{start}*{end}/{RECORD}")) if installed() else []
    if not files:
        return Record()
    found = {file.parent.name[len(start) : -len(end)]: pip_hashes(file) for file in files}
    content = (root() / DESCRIPTOR).read_bytes()
    fitting = [name for name, hashes in found.items() if hashes.get(DESCRIPTOR) == sha256(content)]
    running = [name for name in found if f'"version":"{name}"'.encode() in content]
    chosen = [*fitting, *running, *found][0]
    return Record(name=RECORD, hashes=found[chosen], installations=tuple(found))


def installed() -> bool:
    """Tell whether the package was installed, and is no checkout."""
    return root().name == PACKAGE


def pip_hashes(file: Path) -> dict[str, str]:
    """Return the hashes of the package's files in a ``RECORD``; what Python compiled has none."""
    lines = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    return {
        path.partition("/")[2]: urlsafe_b64decode(f"{digest.removeprefix('sha256=')}=").hex()
        for path, digest, _ in lines
        if path.startswith(f"{PACKAGE}/") and digest
    }


def sha256(content: bytes) -> str:
    """Calculate the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


@cache
def descriptor() -> Json:
    """Read ``datapackage.json``."""
    content = checked(DESCRIPTOR, record().hashes)
    try:
        described: Json = json.loads(content)
        check_resources(described)
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise DamagedPackageError(f"{root() / DESCRIPTOR}: {error}; {REPAIR}") from None
    return described


def check_resources(described: Json) -> None:
    """Refuse a descriptor that does not say which files there are."""
    if not isinstance(described, dict) or not isinstance(described.get("resources"), list):
        raise TypeError("it describes no files")
    for number, resource in enumerate(described["resources"], start=1):
        for name, kind in NEEDED.items():
            if not isinstance(resource, dict) or not isinstance(resource.get(name), kind):
                raise TypeError(f"the {name} of resource {number} is no {kind.__name__}")
    if not described["resources"]:
        raise ValueError("it describes no files")


def described_hashes() -> dict[str, str]:
    """Return the SHA-256 of each file that the descriptor describes, by its path."""
    return {entry["path"]: entry["hash"][len("sha256:") :] for entry in descriptor()["resources"]}


def read_file(path: str) -> bytes:
    """Read a file of the package by its path, after comparing it with its published SHA-256.

    A file that nothing recorded, such as a picture in a checkout, is read as it is; ``verify``
    says which are not compared.

    Raises:
        DamagedPackageError: it is missing, altered, or not a file of the installation.

    """
    return checked(path, described_hashes() | record().hashes)


def checked(path: str, hashes: dict[str, str]) -> bytes:
    """Read a file and compare it with its hash; the error says where it lies, and what to do."""
    try:
        return compared(path, hashes.get(path, ""))
    except DamagedPackageError as fault:
        raise DamagedPackageError(f"{root()}: {fault}; {repair()}") from None


def compared(path: str, digest: str) -> bytes:
    """Read a file and compare it with its hash, if one is known."""
    file = root() / path
    if not file.is_file():
        raise DamagedPackageError(f"{path} is missing")
    content = file.read_bytes()
    if digest and sha256(content) != digest:
        raise DamagedPackageError(f"{path} does not match its published SHA-256")
    if not digest and record().name == RECORD:
        raise DamagedPackageError(f"{path} is not a file of the package")
    return content


def repair() -> str:
    """Say how to repair the package."""
    return "; ".join(filter(None, [record().two_installations, REPAIR]))


@dataclass(frozen=True, kw_only=True)
class Verification:
    """The result of ``verify``; printed, it says what was compared and what was not.

    Attributes:
        files: the SHA-256 of each file that was compared, by its path, ``datapackage.json`` first.
        notes: what could not be compared and why, and whether there are two installations.

    """

    files: dict[str, str]
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        first = f"{len(self.files)} files match their published SHA-256, if this is the release's:"
        return "\n".join([first, f"{self.files[DESCRIPTOR]}  {DESCRIPTOR}", *self.notes])


def verify(full: bool = False) -> Verification:
    """Check that every file of the package is the published one.

    In an installation every file, code included, is compared with the hashes that the installer
    recorded, and an unrecorded file is refused. In a checkout the descriptor is compared with
    ``ro-crate-metadata.json``, and the data with the descriptor; for code, page and pictures ask
    git. It takes milliseconds and needs the standard library only.

    Whoever can alter a file can alter the record, too, or the code that compares. So compare the
    SHA-256 of ``datapackage.json`` with the one that the release names, with a program of your own.

    Args:
        full: also validate the package with ``frictionless``, which must be installed: every cell
            against its schema, keys and foreign keys.

    Returns:
        A ``Verification``: the SHA-256 of each file, and notes on what was not compared.

    Raises:
        DamagedPackageError: a file is missing, altered or unknown; the message names each.
        ModuleNotFoundError: ``full`` needs frictionless, which is not installed.

    >>> list(verify().files)[:2]
    ['datapackage.json', 'resources/article.txt']

    """
    recorded = record()
    refuse([*faults(recorded.hashes), *(strangers() if recorded.name == RECORD else ())])
    refuse(faults(described_hashes()))
    if full:
        refuse(frictionless_faults())
    files = {DESCRIPTOR: sha256(compared(DESCRIPTOR, recorded.hashes.get(DESCRIPTOR, "")))}
    return Verification(files=files | described_hashes() | recorded.hashes, notes=tuple(notes()))


def refuse(faults: Iterable[str]) -> None:
    """Raise an error that names every fault, if there is one."""
    if found := "; ".join(faults):
        raise DamagedPackageError(f"{found}; {repair()}")


def faults(hashes: dict[str, str]) -> Iterator[str]:
    """Say what is wrong with each file whose hash is known."""
    for path, digest in hashes.items():
        try:
            compared(path, digest)
        except DamagedPackageError as fault:
            yield str(fault)


def strangers() -> Iterator[str]:
    """Name the files of the installed folder that were not recorded."""
    for file in sorted(root().rglob("*")):
        path = file.relative_to(root())
        compiled = "__pycache__" in path.parts
        if file.is_file() and not compiled and path.as_posix() not in record().hashes:
            yield f"{path.as_posix()} is not a file of the package"


def notes() -> Iterator[str]:
    """Say what was not compared."""
    if record().name == CRATE:
        yield "code, page and pictures of a checkout were not compared: ask git"
    elif not record().name:
        yield "code, page, pictures and datapackage.json were not compared: there is no record"
    if record().two_installations:
        yield record().two_installations


def frictionless_faults() -> list[str]:
    """Validate the whole package with frictionless."""
    try:
        import frictionless
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            "the full validation needs frictionless: pip install frictionless", name=missing.name
        ) from None
    report = frictionless.validate(str(root() / DESCRIPTOR))
    errors = [(DESCRIPTOR, error) for error in report.errors]
    errors += [(task.name, error) for task in report.tasks for error in task.errors]
    return [f"{name}: {error.message}" for name, error in errors]
