"""What was recorded of the package -> whether its files are the published ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ._package import REPAIR, DamagedPackageError, descriptor, record, root
from ._record import DESCRIPTOR, RECORD


def verify(full: bool = False) -> dict[str, str]:
    """Check that every file of the package is the one that was published.

    Of what was installed, the descriptor, the data, the page and the code are compared with the
    hashes that pip recorded, and a file that it did not record is refused, too; in a checkout, the
    descriptor and the data with ``ro-crate-metadata.json``. Then each file that the descriptor
    names is compared with the hash that stands there. It takes milliseconds and needs the standard
    library only.

    What is left to trust: whoever can write there can alter the record, too, or the code that
    compares. So hold the SHA-256 of ``datapackage.json``, which has those of all data, against the
    one that the release names, by a program of your own. Not looked at are what Python compiled
    (``__pycache__``) and, in a checkout, the code: there ask git.

    Args:
        full: also validate the package with ``frictionless``, which must be installed: every cell
            against its schema, keys and foreign keys.

    Returns:
        The SHA-256 of each file that was checked, by its path; the first is ``datapackage.json``.

    Raises:
        DamagedPackageError: a file is missing, altered or unknown; the message names each of them.
        ModuleNotFoundError: ``full`` was asked for and frictionless is not installed.

    >>> list(verify())[:2]
    ['datapackage.json', 'resources/article.txt']

    """
    recorded_in, recorded = record()
    refuse([*faults(recorded), *(strangers(recorded) if recorded_in == RECORD else ())])
    described = {
        entry["path"]: entry["hash"].removeprefix("sha256:") for entry in descriptor()["resources"]
    }
    refuse(faults(described))
    if full:
        refuse(frictionless_faults())
    return {DESCRIPTOR: hash_of(DESCRIPTOR), **described, **recorded}


def refuse(faults: Iterable[str]) -> None:
    """Raise an error that names every fault, if there is one."""
    if found := "; ".join(faults):
        raise DamagedPackageError(f"{found}; {REPAIR}")


def faults(published: dict[str, str]) -> Iterator[str]:
    """Say what is wrong with the files of which the hashes are known."""
    for path, digest in published.items():
        if not Path(root(), path).is_file():
            yield f"{path} is missing"
        elif hash_of(path) != digest:
            yield f"{path} is altered"


def strangers(recorded: dict[str, str]) -> Iterator[str]:
    """Name the files of the installed folder that were not recorded."""
    for file in sorted(Path(root()).rglob("*")):
        path = file.relative_to(root())
        if file.is_file() and "__pycache__" not in path.parts and path.as_posix() not in recorded:
            yield f"{path.as_posix()} is not of the package"


def hash_of(path: str) -> str:
    """Calculate the SHA-256 of a file of the package."""
    return hashlib.sha256(Path(root(), path).read_bytes()).hexdigest()


def frictionless_faults() -> list[str]:
    """Return what frictionless finds in the whole package."""
    try:
        import frictionless
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            "the full validation needs frictionless: pip install frictionless", name=missing.name
        ) from None
    report = frictionless.validate(str(Path(root(), DESCRIPTOR)))
    errors = [(DESCRIPTOR, error) for error in report.errors]
    errors += [(task.name, error) for task in report.tasks for error in task.errors]
    return [f"{name}: {error.message}" for name, error in errors]
