"""The published files -> what the page offers: files by table, their hashes, lines of code."""

from __future__ import annotations

from typing import Any

from german_pows_ussr._package import descriptor

Json = dict[str, Any]

SUMS = "SHA256SUMS"
"""The file of hashes, in the form that ``sha256sum --check`` reads."""


def files() -> list[Json]:
    """A line for each table, and one for the article: its title, and its files with their sizes."""
    found: dict[str, Json] = {}
    for resource in descriptor()["resources"]:
        stem = resource["path"].rpartition("/")[2].partition(".")[0]
        line = found.setdefault(stem, {"name": stem, "title": resource["title"], "files": []})
        kind = resource["path"].rpartition(".")[2]
        line["files"].append({"path": resource["path"], "kind": kind, "size": size(resource)})
    return list(found.values())


def size(resource: Json) -> str:
    """A size as people read it."""
    return f"{max(round(resource['bytes'] / 1000), 1)} kB"


def sums() -> str:
    """The SHA-256 of every published file."""
    return "".join(
        f"{resource['hash'].removeprefix('sha256:')}  {resource['path']}\n"
        for resource in descriptor()["resources"]
    )


def snippets(cell: str) -> dict[str, str]:
    """What to type, about one cell of the first table."""
    return {
        "Python": "import german_pows_ussr as pows\n\n"
        'held = pows.load("prisoners_held")\n'
        f'print(pows.trace("{cell}"))',
        "pandas, from the files": "import pandas as pd\n\n"
        'held = pd.read_parquet("resources/prisoners_held.parquet")',
        "R": 'held <- read.csv("resources/prisoners_held.csv", na.strings = "", '
        'encoding = "UTF-8",\n'
        '                 colClasses = c(period_start = "Date", period_end = "Date"))',
        "DuckDB": "select period, prisoners from 'resources/prisoners_held.parquet';",
        "Terminal": f"german-pows-ussr trace {cell}",
    }
