"""The descriptor -> whether the files beside it are the published ones."""

from __future__ import annotations

import os

from ._package import REPAIR, DamagedPackageError, descriptor, location, root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._package import Json


def verify(full: bool = False) -> list[str]:
    """Check that every file of the package is the one that was published.

    Each file's size and SHA-256 are compared with those in ``datapackage.json``, which takes
    milliseconds and needs the standard library only.

    Args:
        full: also validate the package with ``frictionless``, which must be installed: every cell
            against its schema, keys and foreign keys.

    Returns:
        The paths of the files that were checked.

    Raises:
        DamagedPackageError: a file is missing or altered; the message names every such file.
        ModuleNotFoundError: ``full`` was asked for and frictionless is not installed.

    >>> verify()[:2]
    ['resources/article.txt', 'resources/prisoners_held.csv']

    """
    resources = descriptor()["resources"]
    faults = [fault for resource in resources if (fault := fault_of(resource))]
    if full:
        faults += frictionless_faults()
    if faults:
        raise DamagedPackageError(f"{'; '.join(faults)}; {REPAIR}")
    return [resource["path"] for resource in resources]


def fault_of(resource: Json) -> str:
    """What is wrong with one file, or nothing."""
    from hashlib import sha256

    file = location(resource)
    if not os.path.isfile(file):
        return f"{resource['path']} is missing"
    with open(file, "rb") as opened:
        content = opened.read()
    found = (len(content), f"sha256:{sha256(content).hexdigest()}")
    published = (resource["bytes"], resource["hash"])
    return "" if found == published else f"{resource['path']} is altered"


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
