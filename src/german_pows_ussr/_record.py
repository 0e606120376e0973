"""Where the package lies -> the hashes that another file recorded of its files.

The descriptor holds the hashes of the files, but who holds that of the descriptor? Of what was
installed, the record that pip keeps (``RECORD``); in a checkout, ``ro-crate-metadata.json``.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode
from importlib.metadata import Distribution, distributions
from pathlib import Path

PACKAGE = "german_pows_ussr"
DESCRIPTOR = "datapackage.json"
CRATE = "ro-crate-metadata.json"
RECORD = "RECORD"


def recorded(folder: Path) -> tuple[str, dict[str, str]]:
    """Return the name of the file that recorded a folder, and the SHA-256 of each file by its path.

    Both are empty if nothing did. Refuses, as a ``ValueError``, what does not record the
    descriptor.
    """
    crate = folder / CRATE
    if crate.is_file():
        name, hashes = CRATE, crate_hashes(crate.read_text(encoding="utf-8"))
    elif records := installed_records(folder):
        name, hashes = RECORD, fitting(records, folder / DESCRIPTOR)
    else:
        return "", {}
    if DESCRIPTOR not in hashes:
        raise ValueError(f"{name} does not record {DESCRIPTOR}")
    return name, hashes


def installed_records(folder: Path) -> list[dict[str, str]]:
    """Return what pip recorded of the package; an older version may have left its record, too."""
    found = distributions(name=PACKAGE, path=[str(folder.parent)]) if folder.name == PACKAGE else ()
    return [pip_hashes(one) for one in found if one.read_text(RECORD) is not None]


def fitting(records: list[dict[str, str]], descriptor: Path) -> dict[str, str]:
    """Return the record that has the hash of this descriptor, or else the first of them."""
    digest = hashlib.sha256(descriptor.read_bytes()).hexdigest()
    return next((one for one in records if one.get(DESCRIPTOR) == digest), records[0])


def pip_hashes(distribution: Distribution) -> dict[str, str]:
    """Return the hashes of the package's files; what Python compiled has none."""
    return {
        "/".join(file.parts[1:]): urlsafe_b64decode(f"{file.hash.value}=").hex()
        for file in distribution.files or ()
        if file.parts[0] == PACKAGE and file.hash
    }


def crate_hashes(text: str) -> dict[str, str]:
    """Return the hashes of an RO-Crate."""
    graph = json.loads(text)["@graph"]
    return {entity["@id"]: entity["sha256"] for entity in graph if "sha256" in entity}
