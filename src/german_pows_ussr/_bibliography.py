"""Describe what is cited as items of the Citation Style Language; write BibTeX, RIS or CSL-JSON.

What must be read stands in ``title``, which every style prints, and so does the version; what
editors note stands in ``annote``, which none prints. Keys begin with the name of the package, so
that they are none of a user's own.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from ._evidence import people, source_row, titled
from ._package import ARTICLE, package
from ._table import Json

AS_PRINTED = '<span class="nocase">{}</span>'  # no style of CSL-JSON may capitalize such a title

TYPES = {
    "dataset": ("misc", "DATA"),
    "book": ("book", "BOOK"),
    "article-journal": ("article", "JOUR"),
    "article-newspaper": ("misc", "NEWS"),
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
    day = [int(part) for part in described.get("released", "").split("-") if part]
    makers = [each for each in described["contributors"] if "creator" in each["roles"]]
    item = {
        "id": f"{described['name']}-{described['version']}",
        "type": "dataset",
        "title": f"{described['title']} (version {described['version']})",
        "author": [
            {"family": each["familyName"], "given": each["givenName"]}
            if "familyName" in each
            else {"literal": each["title"]}
            for each in makers
        ],
        "issued": {"date-parts": [day]} if day else {"literal": "unreleased"},
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
        "annote": places,
    }
    return without_empty(whole | part)


FROM_SOURCES = {
    "volume": "volume", "issue": "issue", "publisher": "publisher", "page": "pages",
    "publisher-place": "publisher_place", "ISBN": "isbn", "DOI": "doi", "annote": "note",
}  # fmt: skip
"""The variables of CSL that are columns of ``sources``."""


def source_item(key: str) -> Json:
    """Describe a work that the article names, or those whom it names without one."""
    row = source_row(key)
    named = row["reference_printed"] if row["csl_type"] else row["name_printed"]
    item = {
        "id": f"{package()['name']}-{key}",
        "type": row["csl_type"] or "document",
        "title": AS_PRINTED.format(titled(row) or named),
        "author": people(row["authors"]),
        "editor": people(row["editors"]),
        "container-title": row["title"] and row["container_title"],  # or else they are one
        "issued": {"date-parts": [[int(row["year"])]]} if row["year"] else {},
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
    "number": "issue", "annote": "annote",
}  # fmt: skip
"""The fields of BibTeX that hold a variable of CSL."""


def bibtex_entry(item: Json) -> str:
    """Write an entry of BibTeX; a title in double braces keeps its capitals."""
    kind, _ = TYPES[item["type"]]
    if kind == "book" and not ("publisher" in item and "issued" in item):
        kind = "misc"  # a book without them is an error to many programs
    container = item.get("container-title", "")
    if item["type"] == "dataset":
        container = f"In: {container}. Data set" if container else "Data set"
    texts = {
        "title": "{" + escape_latex(plain_title(item["title"])) + "}",
        "journal" if kind == "article" else "howpublished": escape_latex(container),
        "year": date(item)[0],
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
    "T2": "container-title", "PB": "publisher", "CY": "publisher-place", "VL": "volume",
    "IS": "issue", "SN": "ISBN", "DO": "DOI", "UR": "URL", "N1": "annote",
}  # fmt: skip
"""The tags of RIS that hold a variable of CSL as it is."""


def ris_record(item: Json) -> str:
    """Write a record of RIS, from TY to ER."""
    begin, _, end = item.get("page", "").partition("-")
    year, *day = date(item)
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
        ("PY", year),
        ("DA", "/".join([year, *day]) if day else ""),
        ("SP", begin),
        ("EP", end),
        *((tag, item.get(variable, "")) for tag, variable in RIS.items()),
    ]
    return "\n".join([*(f"{tag}  - {text}" for tag, text in lines if text), "ER  - "])


def date(item: Json) -> list[str]:
    """Return the year of publication, with month and day where known, or what stands for it."""
    issued = item.get("issued", {})
    (parts,) = issued.get("date-parts", [[]])
    return [f"{part:02}" for part in parts] or [issued.get("literal", "")]


def escape_latex(text: str) -> str:
    """Escape the characters that LaTeX would take for commands."""
    return re.sub(r"[\\~^&%$#_{}]", lambda match: LATEX[match[0]], text)
