"""What was recorded of the package -> whether its files are the published ones."""

from __future__ import annotations

import os

from ._package import REPAIR, DamagedPackageError, descriptor, record, root, sha256
from ._record import RECORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def verify(full: bool = False) -> dict[str, str]:
    """Check that every file of the package is the one that was published.

    Of what was installed, the descriptor, the data, the page and the code are compared with the
    hashes that pip recorded (``RECORD``), and a file that it did not record is refused, too; in a
    checkout, the descriptor and the data with ``ro-crate-metadata.json``. Then each file that the
    descriptor names is compared with the hash that stands there. It takes milliseconds and needs
    the standard library only.

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
    return {"datapackage.json": hash_of("datapackage.json"), **described, **recorded}


def refuse(faults: Iterable[str]) -> None:
    """An error that names every fault, if there is one."""
    if found := "; ".join(faults):
        raise DamagedPackageError(f"{found}; {REPAIR}")


def faults(published: dict[str, str]) -> Iterator[str]:
    """What is wrong with the files of which the hashes are known."""
    for path, digest in published.items():
        if not os.path.isfile(os.path.join(root(), path)):
            yield f"{path} is missing"
        elif hash_of(path) != digest:
            yield f"{path} is altered"


def strangers(recorded: dict[str, str]) -> Iterator[str]:
    """What lies in the installed folder and was not recorded."""
    for folder, folders, files in os.walk(root()):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = os.path.relpath(os.path.join(folder, name), root()).replace(os.sep, "/")
            if path not in recorded:
                yield f"{path} is not of the package"


def hash_of(path: str) -> str:
    """The SHA-256 of a file of the package."""
    with open(os.path.join(root(), path), "rb") as opened:
        return sha256(opened.read())


def frictionless_faults() -> list[str]:
    """What frictionless finds in the whole package."""
    try:
        import frictionless
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            "the full validation needs frictionless: pip install frictionless", name=missing.name
        ) from None
    report = frictionless.validate(os.path.join(root(), "datapackage.json"))
    errors = [("datapackage.json", error) for error in report.errors]
    errors += [(task.name, error) for task in report.tasks for error in task.errors]
    return [f"{name}: {error.message}" for name, error in errors]
