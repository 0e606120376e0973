"""The published metadata -> what the validators of others are given: whole, or broken on purpose.

Every check is made twice: on the published file, and on a copy that is broken and must be refused.
Nothing is fetched: contexts and vocabularies come from the validators' own wheels. ``make
check-metadata`` runs this in an environment that holds the validators and not our build.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import rdflib
from conftest import ROOT

Json = dict[str, Any]

BIN = Path(sys.executable).parent
METADATA = ROOT / "metadata"


def read(path: str) -> Json:
    """A published JSON file."""
    content: Json = json.loads((ROOT / path).read_bytes())
    return content


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the validators."""
    return subprocess.run(
        [BIN / command[0], *command[1:]], capture_output=True, text=True, check=False
    )


def edit(file: Path, old: str, new: str) -> None:
    """Replace the first occurrence of ``old``."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def plain(value: object) -> object:
    """A value without the dress of a library; a missing one as None."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    return pd.Timestamp(value).date() if hasattr(value, "year") else value  # type: ignore[arg-type]


def graph_of(content: Json, vocabulary: str) -> rdflib.Graph:
    """Return JSON-LD as a graph; its context would be fetched, so the vocabulary stands in."""
    context = {"@vocab": vocabulary, "id": "@id", "type": "@type"}
    data = json.dumps(content | {"@context": context})
    return rdflib.Graph().parse(data=data, format="json-ld", base="file:///metadata/")
