"""The published files -> a folder of the whole package as Excel, SQLite, JSON and zip.

Beside them lie what Datasette shows of the SQLite file, and each cell as a Web Annotation.
"""

from __future__ import annotations

import sys
from pathlib import Path

from archive import main as archive
from german_pows_ussr import export
from german_pows_ussr._files import descriptor, read_file
from german_pows_ussr._package import package
from metadata.datasette import datasette
from metadata.parts import as_json, compact
from metadata.web_annotation import web_annotation

NAME = "german-pows-ussr"


def main(folder: str) -> int:
    """Write them; the folder is made if there is none."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for kind in ("xlsx", "sqlite", "json"):
        print(f"{export(target / f'{NAME}.{kind}')} written")
    for name, content in described().items():
        (target / name).write_bytes(content)
        print(f"{target / name} written")
    return archive(str(target / f"{NAME}.zip"))


def described() -> dict[str, bytes]:
    """Return the descriptions that are exported, by the names of their files."""
    text = read_file("resources/article.txt").decode("utf-8")
    annotations = web_annotation(descriptor(), text, package().rows("evidence"))
    return {
        "datasette.json": as_json(datasette(descriptor())),
        "annotations.jsonld": compact(annotations),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
