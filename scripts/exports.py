"""The published files -> a folder of the whole package as Excel, SQLite, JSON and zip."""

from __future__ import annotations

import sys
from pathlib import Path

from archive import main as archive
from german_pows_ussr import export

NAME = "german-pows-ussr"


def main(folder: str) -> int:
    """Write them; the folder is made if there is none."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for kind in ("xlsx", "sqlite", "json"):
        print(f"{export(target / f'{NAME}.{kind}')} written")
    return archive(str(target / f"{NAME}.zip"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
