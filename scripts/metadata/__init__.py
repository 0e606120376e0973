"""The descriptor -> the descriptions that catalogues, archives and search engines read.

One module for each standard; each reads ``datapackage.json`` and returns what its file holds.
Nothing is typed twice: what a standard asks for and the descriptor does not say is left out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from .croissant import croissant
from .csvw import csvw
from .datacite import datacite
from .dataset_card import dataset_card
from .datasette import datasette
from .parts import FOLDER, Json, article, as_json
from .ro_crate import ro_crate
from .schema_org import schema_org
from .skos import FILE as VOCABULARIES
from .skos import skos
from .web_annotation import web_annotation
from .zenodo import zenodo


def metadata_files(descriptor: Json, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of metadata by its path; ``files`` are the published ones that it describes.

    Two standards want their file at the root: an RO-Crate is the folder it lies in, and Zenodo
    looks there.
    """
    text = files[article(descriptor)["path"]].decode("utf-8")
    described = {
        f"{FOLDER}/croissant.json": croissant(descriptor),
        f"{FOLDER}/schema-org.jsonld": schema_org(descriptor),
        f"{FOLDER}/csv-metadata.json": csvw(descriptor),
        f"{FOLDER}/datacite.json": datacite(descriptor),
        f"{FOLDER}/datasette.json": datasette(descriptor),
        VOCABULARIES: skos(descriptor),
        f"{FOLDER}/annotations.jsonld": web_annotation(descriptor, text, rows(files, "evidence")),
        "ro-crate-metadata.json": ro_crate(descriptor),
        ".zenodo.json": zenodo(descriptor),
    }
    return {
        **{path: as_json(content) for path, content in described.items()},
        f"{FOLDER}/dataset-card.md": dataset_card(descriptor).encode(),
    }


def rows(files: Mapping[str, bytes], table: str) -> Iterator[dict[str, str]]:
    """Read the rows of a table from its CSV file."""
    text = files[f"resources/{table}.csv"].decode("utf-8")
    return csv.DictReader(io.StringIO(text, newline=""))
