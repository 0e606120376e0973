"""The descriptor -> a dataset card: Markdown under YAML, which machine-learning hubs read.

Each table is a configuration over its Parquet file. The paths start at the root of the repository,
where a hub wants the card under the name ``README.md``.
"""

from __future__ import annotations

import yaml

from .parts import Json, parquet_of, tables


def dataset_card(descriptor: Json) -> str:
    """Write the card."""
    header = yaml.safe_dump(hub(descriptor), sort_keys=False, allow_unicode=True, width=100)
    paragraphs = [
        f"# {descriptor['title']}",
        descriptor["description"],
        "## Tables",
        "\n".join(f"- `{table['name']}`: {table['title']}." for table in tables(descriptor)),
        "## Before you use it",
        "\n".join(f"- {line}" for line in cautions(descriptor)),
        "## Source and licence",
        f"Made from [{descriptor['sources'][0]['title']}]({descriptor['sources'][0]['path']}). "
        + " ".join(f"[{entry['title']}]({entry['path']})." for entry in descriptor["licenses"]),
        "## Citation",
        f"> {descriptor['citation']}",
    ]
    return f"---\n{header}---\n\n" + "\n\n".join(paragraphs) + "\n"


def hub(descriptor: Json) -> Json:
    """Write the YAML that the hub knows."""
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
    """List what the tables warn of: their notes, and the rows that are sums."""
    return [
        f"`{table['name']}`: {caution}"
        for table in tables(descriptor)
        for caution in [*sums(table), *(note["note"] for note in table.get("notes", []))]
    ]


def sums(table: Json) -> list[str]:
    """Describe the columns that tell a total from what it adds up."""
    return [
        f"{field['description']} (`{field['name']}`)"
        for field in table["schema"]["fields"]
        if "total" in field.get("vocabulary", {})
    ]
