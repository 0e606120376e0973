"""The published files -> one zip that is itself the data package, for whoever has no git.

Its files have no folder around them, for ``frictionless validate german-pows-ussr.zip`` and others
that read a zip as a data package look for ``datapackage.json`` at its root.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markdown_it import MarkdownIt

from metadata.parts import as_code, as_markdown
from method import METHOD
from publication.documents import CODEBOOK

ROOT = Path(__file__).resolve().parents[1]
LICENCE = "LICENSES/CC-BY-SA-4.0.txt"
# A zip has dates and rights; these say nothing, so that the same files give the same bytes.
EPOCH, RIGHTS = (1980, 1, 1, 0, 0, 0), 0o644 << 16

Json = dict[str, Any]

README = """\
# {name} {version}

{title}. {description}

- `datapackage.json` describes every file; with `resources/` beside it this folder is a Frictionless
  Data Package, which `frictionless validate datapackage.json` checks, as it checks the zip itself.
- `resources/` holds the pinned `article.txt`, and each table as `.csv` and as `.parquet`.
- `codebook.html` explains every table, column and term; `method.html` gives the rules by which the
  words were read, and says how far other readings agree. Open them in a browser.

## The tables

{tables}

## Mind the traps

{traps}

## How to open, to cite, to share

Do not open the CSV files in Excel by double-clicking them: Excel misreads the UTF-8 encoding and
turns some texts into dates. Choose *Data*, *From Text/CSV*, and set *File Origin* to "65001:
Unicode (UTF-8)"; or use the Excel workbook of the same release.

Cite as: {citation}

For a single figure, name its own source too: `asserted_by` and `reported_by` in the tables.

Licence: {licence} (`LICENSE.txt`). Attribute {attributed}, and say what you changed.
"""

# Two braces are one of CSS.
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{heading}: {name} {version}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1em/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 1rem }}
table {{ border-collapse: collapse; display: block; overflow-x: auto }}
th, td {{ border-bottom: 1px solid; padding: 0.25em 0.75em 0.25em 0; text-align: left }}
td {{ vertical-align: top }}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def main(target: str) -> int:
    """Write the zip."""
    descriptor = json.loads((ROOT / "datapackage.json").read_bytes())
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path, content in members(descriptor):
            entry = ZipInfo(path, EPOCH)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, RIGHTS
            archive.writestr(entry, content)
    print(f"{target} written")
    return 0


def members(descriptor: Json) -> Iterator[tuple[str, bytes]]:
    """Every file of the zip, by its path."""
    yield "README.md", readme(descriptor).encode()
    yield "datapackage.json", (ROOT / "datapackage.json").read_bytes()
    for document in (CODEBOOK, METHOD):
        text = (ROOT / document).read_text(encoding="utf-8")
        yield f"{Path(document).stem}.html", page(descriptor, text).encode()
    yield "LICENSE.txt", (ROOT / LICENCE).read_bytes()
    for resource in descriptor["resources"]:
        yield resource["path"], (ROOT / resource["path"]).read_bytes()


def readme(descriptor: Json) -> str:
    """Write what a stranger reads first."""
    listed = [
        f"- {as_code(each['name'])}: {as_markdown(each['title'])}" for each in tables(descriptor)
    ]
    whole = ("name", "version", "title", "description", "citation")
    return README.format(
        **{name: as_markdown(descriptor[name]) for name in whole},
        tables="\n".join(listed),
        traps=traps((ROOT / "README.md").read_text(encoding="utf-8")),
        licence=as_markdown(descriptor["licenses"][0]["title"]),
        attributed=as_markdown(" and ".join(each["title"] for each in descriptor["contributors"])),
    )


def tables(descriptor: Json) -> list[Json]:
    """List the resources that have a schema."""
    return [entry for entry in descriptor["resources"] if "schema" in entry]


def traps(document: str) -> str:
    """Repeat the warnings of the README, without links to what is not in the zip."""
    section = document.partition("\n## Mind the traps\n")[2].partition("\n## ")[0]
    return re.sub(r" \(\[[^]]+\]\([^)]+\)\)", "", section.strip())


def page(descriptor: Json, document: str) -> str:
    """Turn a document into a page that opens from a disk; HTML in it is shown, and not obeyed.

    The comments that mark the generated parts are left out.
    """
    heading = next(line[2:] for line in document.splitlines() if line.startswith("# "))
    text = re.sub(r"<!--.*?-->\n?", "", document).replace(".md)", ".html)")
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    named = {name: escape(descriptor[name]) for name in ("name", "version")}
    return PAGE.format(**named, heading=escape(heading), body=body)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
