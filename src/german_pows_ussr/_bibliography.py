"""Describe what is cited as items of the Citation Style Language; write BibTeX, RIS or CSL-JSON.

An item has the variables that styles print: what must be read stands in ``title``, not in ``note``.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from ._evidence import people, source_row
from ._package import ARTICLE, package
from ._table import Json

AS_PRINTED = '<span class="nocase">{}</span>'  # no style of CSL-JSON may capitalize such a title

TYPES = {
    "dataset": ("misc", "DATA"),
    "book": ("book", "BOOK"),
    "article-journal": ("article", "JOUR"),
    "article-newspaper": ("article", "NEWS"),
    "entry-encyclopedia": ("misc", "ENCYC"),
    "document": ("misc", "GEN"),
}
"""What BibTeX and RIS call a type of CSL."""

LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}  # fmt: skip


def package_item() -> Json:
    """Describe the package as a data set."""
    described = package().described
    day = [int(part) for part in described["created"][:10].split("-")]
    item = {
        "id": f"{described['name']}-{described['version']}",
        "type": "dataset",
        "title": described["title"],
        "author": [{"literal": each["title"]} for each in reversed(described["contributors"])],
        "issued": {"date-parts": [day]},
        "version": described["version"],
        "DOI": described.get("doi"),
        "URL": described.get("homepage"),
    }
    return without_empty(item)


def part_item(address: str, title: str, places: str) -> Json:
    """Describe a table or a cell of the package; a cell with its places in the article."""
    whole = package_item()
    part = {
        "id": f"{whole['id']}-{re.sub(r'[^A-Za-z0-9_.]+', '-', address)}",
        "title": AS_PRINTED.format(title),
        "container-title": whole["title"],
        "URL": f"{whole['URL']}#{quote(address, safe='/')}" if "URL" in whole else "",
        "note": places,
    }
    return without_empty(whole | part)


FROM_SOURCES = {
    "container-title": "container_title", "volume": "volume", "issue": "issue",
    "publisher": "publisher", "publisher-place": "publisher_place", "page": "pages",
    "ISBN": "isbn", "DOI": "doi", "note": "note",
}  # fmt: skip
"""The variables of CSL that are columns of ``sources``."""


def source_item(key: str) -> Json:
    """Describe a work that the article names, or those whom it names without one."""
    row = source_row(key)
    named = row["reference_printed"] if row["csl_type"] else row["name_printed"]
    years = [[int(year)] for year in row["year"].split("/") if year]
    item = {
        "id": key,
        "type": row["csl_type"] or "document",
        "title": AS_PRINTED.format(row["title"] or named),
        "author": people(row["authors"]),
        "editor": people(row["editors"]),
        "issued": {"date-parts": years} if years else {},
        "URL": package()["sources"][0]["path"] if key == ARTICLE else "",
        **{variable: row[name] for variable, name in FROM_SOURCES.items()},
    }
    return without_empty(item)


def without_empty(item: Json) -> Json:
    """Drop the variables that have no value."""
    return {name: value for name, value in item.items() if value}


def plain_title(title: str) -> str:
    """Remove from a title what keeps its capitals."""
    before, behind = AS_PRINTED.split("{}")
    return title.removeprefix(before).removesuffix(behind)


BIBTEX = {
    "publisher": "publisher", "address": "publisher-place", "volume": "volume",
    "number": "issue", "note": "note",
}  # fmt: skip
"""The fields of BibTeX that hold a variable of CSL."""


def bibtex_entry(item: Json) -> str:
    """Write an entry of BibTeX; a title in double braces keeps its capitals."""
    kind, _ = TYPES[item["type"]]
    container = item.get("container-title", "")
    if item["type"] == "dataset":
        within = f"In: {container}. " if container else ""
        container = f"{within}Data set, version {item['version']}"
    texts = {
        "title": "{" + escape_latex(plain_title(item["title"])) + "}",
        "journal" if kind == "article" else "howpublished": escape_latex(container),
        "year": "--".join(str(first) for first, *_ in dates(item)),
        "pages": escape_latex(item.get("page", "").replace("-", "--")),
        **{name: escape_latex(item.get(variable, "")) for name, variable in BIBTEX.items()},
        **{name: item.get(name.upper(), "") for name in ("isbn", "doi", "url")},
    }
    people = {role: bibtex_people(item.get(role, [])) for role in ("author", "editor")}
    lines = [f"  {name} = {{{text}}}" for name, text in (people | texts).items() if text]
    return "\n".join([f"@{kind}{{{item['id']},", ",\n".join(lines), "}"])


def bibtex_people(names: list[dict[str, str]]) -> str:
    """Write family and given names; the name of a group in braces."""
    return " and ".join(
        "{" + escape_latex(name["literal"]) + "}"
        if "literal" in name
        else escape_latex(f"{name['family']}, {name['given']}")
        for name in names
    )


RIS = {
    "T2": "container-title", "PB": "publisher", "CY": "publisher-place", "ET": "version",
    "VL": "volume", "IS": "issue", "SN": "ISBN", "DO": "DOI", "UR": "URL", "N1": "note",
}  # fmt: skip
"""The tags of RIS that hold a variable of CSL as it is."""


def ris_record(item: Json) -> str:
    """Write a record of RIS, from TY to ER."""
    begin, _, end = item.get("page", "").partition("-")
    first, *_ = [*dates(item), []]
    names = [
        (tag, name.get("literal") or f"{name['family']}, {name['given']}")
        for tag, role in (("AU", "author"), ("ED", "editor"))
        for name in item.get(role, [])
    ]
    lines = [
        ("TY", TYPES[item["type"]][1]),
        ("ID", item["id"]),
        *names,
        ("TI", plain_title(item["title"])),
        ("PY", first[0] if first else ""),
        ("DA", "/".join(f"{part:02}" for part in first) if len(first) > 1 else ""),
        ("SP", begin),
        ("EP", end),
        *((tag, item.get(variable, "")) for tag, variable in RIS.items()),
    ]
    return "\n".join([*(f"{tag}  - {text}" for tag, text in lines if text), "ER  - "])


def dates(item: Json) -> list[list[int]]:
    """Return the day of publication, or its first and last year; nothing if it is not known."""
    found: list[list[int]] = item.get("issued", {}).get("date-parts", [])
    return found


def escape_latex(text: str) -> str:
    """Escape the characters that LaTeX would take for commands."""
    return re.sub(r"[\\~^&%$#_{}]", lambda match: LATEX[match[0]], text)
