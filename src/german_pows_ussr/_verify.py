"""Check that the files of the package are the published ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ._files import (
    CRATE,
    DESCRIPTOR,
    RECORD,
    DamagedPackageError,
    compared,
    described_hashes,
    record,
    repair,
    root,
    sha256,
)


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
        if file.is_file() and "__pycache__" not in path.parts:
            if path.as_posix() not in record().hashes:
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
