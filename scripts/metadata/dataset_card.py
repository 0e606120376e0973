"""The descriptor -> a dataset card: Markdown under YAML, which machine-learning hubs read.

Each table is a configuration over its Parquet file. The paths start at the root of the repository,
where a hub wants the card under the name ``README.md``.
"""

from __future__ import annotations

import yaml

from .parts import Json, as_code, as_markdown, parquet_of, tables


def dataset_card(descriptor: Json) -> str:
    """Return the card."""
    header = yaml.safe_dump(hub(descriptor), sort_keys=False, allow_unicode=True, width=100)
    paragraphs = [
        f"# {as_markdown(descriptor['title'])}",
        as_markdown(descriptor["description"]),
        "## Tables",
        "\n".join(f"- {titled(table)}." for table in tables(descriptor)),
        "## Before you use it",
        "\n".join(f"- {line}" for line in cautions(descriptor)),
        "## Source and licence",
        f"Made from {link(descriptor['sources'][0])}. "
        + " ".join(f"{link(entry)}." for entry in descriptor["licenses"]),
        "## Citation",
        f"> {as_markdown(descriptor['citation'])}",
    ]
    return f"---\n{header}---\n\n" + "\n\n".join(paragraphs) + "\n"


def titled(table: Json) -> str:
    """Name a table with its title."""
    return f"{as_code(table['name'])}: {as_markdown(table['title'])}"


def link(entry: Json) -> str:
    """Link to a source or a licence by its title."""
    return f"[{as_markdown(entry['title'])}]({entry['path']})"


def hub(descriptor: Json) -> Json:
    """Return the YAML that the hub knows."""
    return {
        "pretty_name": descriptor["title"],
        "language": ["en"],
        "license": [licence["name"].lower() for licence in descriptor["licenses"]],
        "size_categories": ["n<1K"],
        "tags": [keyword.lower().replace(" ", "-") for keyword in descriptor["keywords"]],
        "configs": [
            {
                "config_name": table["name"],
                "data_files": parquet_of(descriptor, table)["path"],
                **({"default": True} if place == 0 else {}),
            }
            for place, table in enumerate(tables(descriptor))
        ],
    }


def cautions(descriptor: Json) -> list[str]:
    """Return what must be minded before use: the tables' notes, and the rows that are sums."""
    return [
        f"{as_code(table['name'])}: {caution}"
        for table in tables(descriptor)
        for caution in [
            *sums(table),
            *(as_markdown(note["note"]) for note in table.get("notes", [])),
        ]
    ]


def sums(table: Json) -> list[str]:
    """Return what is said of a column that tells a total from what it adds up."""
    return [
        f"{as_markdown(field['description'])} ({as_code(field['name'])})"
        for field in table["schema"]["fields"]
        if "total" in field.get("vocabulary", {})
    ]
