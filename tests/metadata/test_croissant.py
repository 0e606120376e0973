"""Does mlcroissant accept our description, and load what the accessor loads?"""

from __future__ import annotations

import re
from pathlib import Path

import mlcroissant
import pytest
from conftest import SCHEMAS, Checkout
from validators import METADATA, edit, plain, run

import german_pows_ussr as pows


def croissant_errors(file: Path) -> str:
    """What mlcroissant says of a description that it refuses."""
    done = run("mlcroissant", "validate", "--jsonld", file)
    return done.stderr if done.returncode else ""


def test_croissant_is_valid_without_a_warning() -> None:
    """Nothing but 'Done.'."""
    done = run("mlcroissant", "validate", "--jsonld", METADATA / "croissant.json")
    assert done.returncode == 0
    assert re.fullmatch(r"I.*\] Done\.\n", done.stderr), done.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"distribution"', '"verteilung"'),
        ("sc:Integer", "sc:Whole"),
        (
            '"references":{"field":{"@id":"sources/source"',
            '"references":{"field":{"@id":"sources/quelle"',
        ),
        ('"fileObject":{', '"fileObjekt":{'),
    ],
)
def test_broken_croissant_is_refused(checkout: Checkout, old: str, new: str) -> None:
    """A misspelt property, type or reference."""
    file = checkout.root / "metadata/croissant.json"
    edit(file, old, new)
    assert croissant_errors(file)


@pytest.mark.parametrize("suffix", ["", ".parquet"])
@pytest.mark.parametrize("table", SCHEMAS)
def test_mlcroissant_loads_what_the_accessor_loads(table: str, suffix: str) -> None:
    """Every row and every value of the record sets over the CSV and over the Parquet file."""
    records = mlcroissant.Dataset(jsonld=str(METADATA / "croissant.json")).records(table + suffix)
    found = [
        {name.rpartition("/")[2]: plain(value) for name, value in record.items()}
        for record in records
    ]
    assert found == [
        {str(name): plain(value) for name, value in row.items()}
        for row in pows.load(table).to_dict("records")
    ]


def test_mlcroissant_checks_the_hashes(checkout: Checkout) -> None:
    """A file that is not the one described is not read."""
    edit(checkout.root / "resources/prisoners_held.csv", "2000000", "2000001")
    records = mlcroissant.Dataset(jsonld=str(checkout.root / "metadata/croissant.json")).records(
        "prisoners_held"
    )
    with pytest.raises(mlcroissant.GenerationError):
        list(records)
