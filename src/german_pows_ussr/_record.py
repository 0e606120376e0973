"""Where the package lies -> the hashes that another file recorded of its files.

The descriptor holds the hashes of the files, but who holds that of the descriptor? Of what was
installed, the ``RECORD`` of the wheel; in a checkout, ``ro-crate-metadata.json``.
"""

from __future__ import annotations

import csv
import json
import os
from binascii import a2b_base64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

NAME = "german_pows_ussr"
CRATE = "ro-crate-metadata.json"


def record_of(folder: str) -> str:
    """The file that recorded what lies in ``folder``; ``""`` if there is none."""
    beside = os.path.dirname(folder)
    wheels = [
        os.path.join(beside, name, "RECORD")
        for name in (sorted(os.listdir(beside)) if os.path.basename(folder) == NAME else ())
        if name.startswith(f"{NAME}-") and name.endswith(".dist-info")
    ]
    found = filter(os.path.isfile, [*wheels, os.path.join(folder, CRATE)])
    return next(found, "")


def hashes_in(record: str) -> dict[str, str]:
    """The SHA-256 of each file by its path in the package; a ``ValueError`` if it names none."""
    with open(record, encoding="utf-8", newline="") as lines:
        found = dict(crate_hashes(lines.read()) if record.endswith(CRATE) else wheel_hashes(lines))
    if "datapackage.json" not in found:
        raise ValueError("it does not record datapackage.json")
    return found


def wheel_hashes(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Of a ``RECORD``: path, hash in URL-safe base64, size; what Python compiled has no hash."""
    for path, digest, _ in csv.reader(lines):
        folder, _, inside = path.partition("/")
        if folder == NAME and digest:
            encoded = digest.removeprefix("sha256=").replace("-", "+").replace("_", "/")
            yield inside, a2b_base64(f"{encoded}=").hex()


def crate_hashes(text: str) -> Iterable[tuple[str, str]]:
    """Of an RO-Crate: the entities that have a hash."""
    for entity in json.loads(text)["@graph"]:
        if "sha256" in entity:
            yield entity["@id"], entity["sha256"]
