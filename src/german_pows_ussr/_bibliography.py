"""Describe what is cited as items of the Citation Style Language; write BibTeX, RIS or CSL-JSON.

An item has the variables that styles print: what must be read stands in ``title``, not in ``note``.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from ._package import package
from ._source import ARTICLE, people, source_row
from ._table import Json

AS_PRINTED = '<span class="nocase">{}</span>'
"""How CSL-JSON says that no style may capitalize a title."""

TYPES = {
    "dataset": ("misc", "DATA"),
    "book": ("book", "BOOK"),
    "article-journal": ("article", "JOUR"),
    "article-newspaper": ("article", "NEWS"),
    "entry-encyclopedia": ("misc", "ENCYC"),
    "document": ("misc", "GEN"),
}
"""What BibTeX and RIS call a type of CSL."""

CONTAINERS = {"article": "journal"}
"""The field of BibTeX that names what a work is part of; of another it is how it was published."""

LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}  # fmt: skip


def package_item() -> Json:
    """Describe the package as a data set."""
    described = package().described
    return without_empty(
        {
            "id": f"{described['name']}-{described['version']}",
            "type": "dataset",
            "title": described["title"],
            "author": [{"literal": each["title"]} for each in reversed(described["contributors"])],
            "issued": {
                "date-parts": [[int(part) for part in described["created"][:10].split("-")]]
            },
            "version": described["version"],
            "DOI": described.get("doi"),
            "URL": described.get("homepage"),
        }
    )


def part_item(address: str, title: str, places: str) -> Json:
    """Describe a table or a cell of the package; a cell with its places in the article."""
    whole = package_item()
    slug = re.sub(r"[^A-Za-z0-9_.]+", "-", address)
    part = {
        "id": f"{whole['id']}-{slug}",
        "title": AS_PRINTED.format(title),
        "container-title": whole["title"],
        "URL": f"{whole['URL']}#{quote(address, safe='/')}" if "URL" in whole else "",
        "note": places,
    }
    return without_empty(whole | part)


def source_item(key: str) -> Json:
    """Describe a work that the article names, or those whom it names without one."""
    row = source_row(key)
    named = row["reference_printed"] if row["csl_type"] else row["name_printed"]
    return without_empty(
        {
            "id": key,
            "type": row["csl_type"] or "document",
            "title": AS_PRINTED.format(row["title"] or named),
            "author": people(row["authors"]),
            "editor": people(row["editors"]),
            "container-title": row["container_title"],
            "volume": row["volume"],
            "issue": row["issue"],
            "publisher": row["publisher"],
            "publisher-place": row["publisher_place"],
            "issued": years(row["year"]),
            "page": row["pages"],
            "ISBN": row["isbn"],
            "DOI": row["doi"],
            "URL": package().article_url if key == ARTICLE else "",
            "note": row["note"],
        }
    )


def years(printed: str) -> Json:
    """Split '1962/1974' into its first and its last year."""
    return {"date-parts": [[int(year)] for year in printed.split("/")]} if printed else {}


def without_empty(item: Json) -> Json:
    """Drop the variables that have no value."""
    return {name: value for name, value in item.items() if value}


def plain(title: str) -> str:
    """Remove from a title what keeps its capitals."""
    before, behind = AS_PRINTED.split("{}")
    return title.removeprefix(before).removesuffix(behind)


def as_csl_json(items: list[Json]) -> str:
    """Write the items as a list of CSL-JSON."""
    return json.dumps(items, ensure_ascii=False, indent=2)


def as_bibtex(items: list[Json]) -> str:
    """Write an entry of BibTeX for each item, of the types that every style knows."""
    return "\n".join(map(bibtex_entry, items))


def bibtex_entry(item: Json) -> str:
    """Write an entry of BibTeX; a title in double braces keeps its capitals."""
    kind, _ = TYPES[item["type"]]
    fields = {
        "author": " and ".join(bibtex_name(name) for name in item.get("author", [])),
        "editor": " and ".join(bibtex_name(name) for name in item.get("editor", [])),
        "title": "{" + latex(plain(item["title"])) + "}",
        CONTAINERS.get(kind, "howpublished"): latex(published_as(item)),
        "publisher": latex(item.get("publisher", "")),
        "address": latex(item.get("publisher-place", "")),
        "year": "--".join(str(first) for first, *_ in dates(item)),
        "volume": item.get("volume", ""),
        "number": item.get("issue", ""),
        "pages": latex(item.get("page", "").replace("-", "--")),
        "isbn": item.get("ISBN", ""),
        "doi": item.get("DOI", ""),
        "url": item.get("URL", ""),
        "note": latex(item.get("note", "")),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{item['id']},", ",\n".join(lines), "}"])


def published_as(item: Json) -> str:
    """Name what a work is part of; of a data set also say that it is one, and its version."""
    container: str = item.get("container-title", "")
    if item["type"] != "dataset":
        return container
    within = f"In: {container}. " if container else ""
    return f"{within}Data set, version {item['version']}"


def bibtex_name(name: dict[str, str]) -> str:
    """Write a person's family and given name; the name of a group in braces."""
    if "literal" in name:
        return "{" + latex(name["literal"]) + "}"
    return latex(f"{name['family']}, {name['given']}")


def as_ris(items: list[Json]) -> str:
    """Write a record of RIS for each item."""
    return "\n".join(map(ris_record, items))


def ris_record(item: Json) -> str:
    """Write a record of RIS, from TY to ER."""
    begin, _, end = item.get("page", "").partition("-")
    first, *_ = [*dates(item), []]
    fields = [
        ("TY", TYPES[item["type"]][1]),
        ("ID", item["id"]),
        *(("AU", ris_name(name)) for name in item.get("author", [])),
        *(("ED", ris_name(name)) for name in item.get("editor", [])),
        ("TI", plain(item["title"])),
        ("T2", item.get("container-title")),
        ("PB", item.get("publisher")),
        ("CY", item.get("publisher-place")),
        ("PY", first[0] if first else ""),
        ("DA", "/".join(f"{part:02}" for part in first) if len(first) > 1 else ""),
        ("ET", item.get("version")),
        ("VL", item.get("volume")),
        ("IS", item.get("issue")),
        ("SP", begin),
        ("EP", end),
        ("SN", item.get("ISBN")),
        ("DO", item.get("DOI")),
        ("UR", item.get("URL")),
        ("N1", item.get("note")),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in fields if value or tag == "ER")


def ris_name(name: dict[str, str]) -> str:
    """Write a person's family and given name, or the name of a group."""
    return name.get("literal") or f"{name['family']}, {name['given']}"


def dates(item: Json) -> list[list[int]]:
    """Return the day of publication, or its first and last year; nothing if it is not known."""
    found: list[list[int]] = item.get("issued", {}).get("date-parts", [])
    return found


def latex(text: str) -> str:
    """Escape the characters that LaTeX would take for commands."""
    return re.sub(r"[\\~^&%$#_{}]", lambda match: LATEX[match[0]], text)
