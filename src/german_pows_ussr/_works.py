"""The package, a part of it or a row of ``sources`` -> an item of the Citation Style Language.

An item has the variables that styles print: what must be read stands in ``title``, not in ``note``.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from ._package import Json, descriptor
from ._source import ARTICLE, people

AS_PRINTED = '<span class="nocase">{}</span>'
"""How CSL-JSON says that no style may capitalize a title."""


def package_item() -> Json:
    """The package as a data set."""
    package = descriptor()
    return said(
        {
            "id": f"{package['name']}-{package['version']}",
            "type": "dataset",
            "title": package["title"],
            "author": [{"literal": name} for name in author_names()],
            "issued": {"date-parts": [[int(part) for part in package["created"][:10].split("-")]]},
            "version": package["version"],
            "DOI": package.get("doi"),
            "URL": package.get("homepage"),
        }
    )


def part_item(address: str, title: str, places: str) -> Json:
    """A table or a cell of the package, by its address; a cell with its places in the article."""
    whole = package_item()
    slug = re.sub(r"[^A-Za-z0-9_.]+", "-", address)
    part = {
        "id": f"{whole['id']}-{slug}",
        "title": AS_PRINTED.format(title),
        "container-title": whole["title"],
        "URL": f"{whole['URL']}#{encoded(address)}" if "URL" in whole else "",
        "note": places,
    }
    return said(whole | part)


def source_item(entry: dict[str, str]) -> Json:
    """A work that the article names, or those whom it names without one."""
    named = entry["reference_printed"] if entry["csl_type"] else entry["name_printed"]
    return said(
        {
            "id": entry["source"],
            "type": entry["csl_type"] or "document",
            "title": AS_PRINTED.format(entry["title"] or named),
            "author": people(entry["authors"]),
            "editor": people(entry["editors"]),
            "container-title": entry["container_title"],
            "volume": entry["volume"],
            "issue": entry["issue"],
            "publisher": entry["publisher"],
            "publisher-place": entry["publisher_place"],
            "issued": years(entry["year"]),
            "page": entry["pages"],
            "ISBN": entry["isbn"],
            "DOI": entry["doi"],
            "URL": descriptor()["sources"][0]["path"] if entry["source"] == ARTICLE else "",
            "note": entry["note"],
        }
    )


def author_names() -> list[str]:
    """The contributors, makers first, as the descriptor's own citation has them."""
    return [entry["title"] for entry in reversed(descriptor()["contributors"])]


def years(printed: str) -> Json:
    """'1962/1974' as its first and its last year."""
    return {"date-parts": [[int(year)] for year in printed.split("/")]} if printed else {}


def plain(title: str) -> str:
    """A title without what protects it."""
    before, behind = AS_PRINTED.split("{}")
    return title.removeprefix(before).removesuffix(behind)


def encoded(address: str) -> str:
    """An address as the fragment of another."""
    return quote(address, safe="/")


def said(item: Json) -> Json:
    """Without the variables of which nothing is known."""
    return {name: value for name, value in item.items() if value}
