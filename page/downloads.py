"""The published files -> what the page offers: files by table, their hashes, lines of code."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]

SUMS = "SHA256SUMS"
"""The file of hashes, in the form that ``sha256sum --check`` reads."""

EXPORTS = "exports"
"""The folder of what ``make exports`` writes, too."""

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "exports.py"


def exported(folder: Path) -> list[Json]:
    """Return the whole package in one file of each kind, written beside the page."""
    target = folder / EXPORTS
    command = [sys.executable, str(SCRIPT), str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    return [
        {"name": file.name, "path": f"{EXPORTS}/{file.name}", "size": size(file.stat().st_size)}
        for file in sorted(target.iterdir(), reverse=True)
    ]


def files(package: Json) -> list[Json]:
    """Return a line for each table and for the article: its title, its files and their sizes."""
    found: dict[str, Json] = {}
    for resource in package["resources"]:
        stem = resource["path"].rpartition("/")[2].partition(".")[0]
        line = found.setdefault(stem, {"name": stem, "title": resource["title"], "files": []})
        path, octets = resource["path"], size(resource["bytes"])
        line["files"].append({"path": path, "kind": path.rpartition(".")[2], "size": octets})
    return list(found.values())


def size(octets: int) -> str:
    """Return a size as people read it."""
    return f"{max(round(octets / 1000), 1)}\N{NO-BREAK SPACE}kB"


def sums(folder: Path, entries: list[Json]) -> str:
    """Return the SHA-256 of every file that the page offers."""
    return "".join(
        f"{hashlib.sha256((folder / entry['path']).read_bytes()).hexdigest()}  {entry['path']}\n"
        for entry in entries
    )


def snippets() -> dict[str, str]:
    """Return what to type for the first answer, elsewhere than on the page."""
    return {
        "Python": "import german_pows_ussr as pows\n\n"
        'print(pows.answer("died"))\n'
        'figures = pows.load("figures")',
        "pandas, from the files": "import pandas as pd\n\n"
        'figures = pd.read_parquet("resources/figures.parquet")',
        "R": 'figures <- read.csv("resources/figures.csv", na.strings = "", '
        'encoding = "UTF-8",\n'
        '                    colClasses = c(period_start = "Date", period_end = "Date"))',
        "DuckDB": "select says from 'resources/figures.parquet' where topic = 'died';",
        "Terminal": "german-pows-ussr answer died",
    }
