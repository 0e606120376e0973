"""The descriptor -> the descriptions that catalogues, archives and search engines read.

One module for each standard; each reads ``datapackage.json`` and returns what its file holds.
Nothing is typed twice: what a standard asks for and the descriptor does not say is left out.
"""

from __future__ import annotations

from .croissant import croissant
from .csvw import csvw
from .dataset_card import dataset_card
from .parts import FOLDER, Json, as_json, compact
from .ro_crate import ro_crate
from .schema_org import schema_org
from .zenodo import zenodo


def metadata_files(descriptor: Json) -> dict[str, bytes]:
    """Return every file of metadata by its path.

    Two standards want their file at the root: an RO-Crate is the folder it lies in, and Zenodo
    looks there. Web Annotations and what Datasette shows are exports: see ``scripts/exports.py``.
    """
    described = {
        f"{FOLDER}/schema-org.jsonld": schema_org(descriptor),
        f"{FOLDER}/csv-metadata.json": csvw(descriptor),
        "ro-crate-metadata.json": ro_crate(descriptor),
        ".zenodo.json": zenodo(descriptor),
    }
    return {
        **{path: as_json(content) for path, content in described.items()},
        f"{FOLDER}/croissant.json": compact(croissant(descriptor)),
        f"{FOLDER}/dataset-card.md": dataset_card(descriptor).encode(),
    }
