"""Items of the Citation Style Language -> BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

import json
import re

from ._package import Json
from ._works import plain

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


def as_csl_json(items: list[Json]) -> str:
    """A list of the items."""
    return json.dumps(items, ensure_ascii=False, indent=2)


def as_bibtex(items: list[Json]) -> str:
    """An entry for each item, of the types that every style knows."""
    return "\n".join(map(bibtex_entry, items))


def bibtex_entry(item: Json) -> str:
    """One entry; a title in double braces is printed as it is."""
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
    """What a work is part of; of a data set also that it is one, and its version."""
    container: str = item.get("container-title", "")
    if item["type"] != "dataset":
        return container
    within = f"In: {container}. " if container else ""
    return f"{within}Data set, version {item['version']}"


def bibtex_name(name: dict[str, str]) -> str:
    """A person by family and given name; a group in braces, for it is no person."""
    if "literal" in name:
        return "{" + latex(name["literal"]) + "}"
    return latex(f"{name['family']}, {name['given']}")


def as_ris(items: list[Json]) -> str:
    """A record for each item."""
    return "\n".join(map(ris_record, items))


def ris_record(item: Json) -> str:
    """One record, from TY to ER."""
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
    """A person by family and given name, or a group."""
    return name.get("literal") or f"{name['family']}, {name['given']}"


def dates(item: Json) -> list[list[int]]:
    """The day, or the first and the last year, of publication; nothing if it is not known."""
    found: list[list[int]] = item.get("issued", {}).get("date-parts", [])
    return found


def latex(text: str) -> str:
    """Text with the characters escaped that LaTeX would take for commands."""
    return re.sub(r"[\\~^&%$#_{}]", lambda match: LATEX[match[0]], text)
