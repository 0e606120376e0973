"""Does the hub's own library load every table by the card?"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pandas as pd
import pytest
import yaml
from conftest import DESCRIPTOR, ROOT, SCHEMAS, Checkout, rows
from datasets import load_dataset
from huggingface_hub import DatasetCard
from validators import METADATA, edit, plain

import german_pows_ussr as pows


def load_card(folder: Path, table: str) -> pd.DataFrame:
    """A table, loaded by the card as the hub would."""
    (folder / "README.md").write_bytes((folder / "metadata/dataset-card.md").read_bytes())
    loaded = load_dataset(str(folder), table, split="train", cache_dir=str(folder / "cache"))
    frame: pd.DataFrame = loaded.to_pandas()
    return frame


@pytest.mark.parametrize("table", SCHEMAS)
def test_the_card_loads_every_table(checkout: Checkout, table: str) -> None:
    """Its configurations lead to the Parquet files, with the values of the accessor."""
    found = load_card(checkout.root, table).to_dict("records")
    assert [{name: plain(value) for name, value in row.items()} for row in found] == [
        {name: plain(value) for name, value in row.items()}
        for row in pows.load(table).to_dict("records")
    ]


def test_the_card_warns_of_the_total() -> None:
    """Whoever sums the column counts everyone twice."""
    card = (METADATA / "dataset-card.md").read_text(encoding="utf-8")
    before_use = card.partition("## Before you use it")[2].partition("## ")[0]
    assert "leave out 'total', or everyone is counted twice" in before_use


def test_the_folder_for_a_hub_can_be_loaded(tmp_path: Path) -> None:
    """As `make hub` lays it out: the card names the files that lie beside it."""
    subprocess.run(["make", "--silent", "--old-file=build", "hub"], cwd=ROOT, check=True)
    loaded = load_dataset(str(ROOT / "build/hub"), "events", split="train", cache_dir=str(tmp_path))
    assert loaded["event"] == [row["event"] for row in rows("events")]


def test_a_broken_card_is_refused(checkout: Checkout) -> None:
    """A file that is not there; a header that is no YAML."""
    edit(
        checkout.root / "metadata/dataset-card.md",
        "resources/events.parquet",
        "resources/event.parquet",
    )
    with pytest.raises(FileNotFoundError):
        load_card(checkout.root, "events")
    text = (METADATA / "dataset-card.md").read_text(encoding="utf-8")
    assert DatasetCard(text).data.pretty_name == DESCRIPTOR["title"]
    with pytest.raises(yaml.YAMLError):
        DatasetCard(text.replace("language:", "language: [", 1))
