"""Does a text stay a text where Markdown and HTML are written, whatever stands in it?"""

from __future__ import annotations

import re
from typing import Any

from conftest import DESCRIPTOR

import archive
from coding.disagreements import Difference, Settled, Settlement
from metadata.dataset_card import dataset_card
from method import disagreements_block
from publication.documents import codebook, with_generated_blocks

LIVE = "<img src=x onerror=alert(1)> ![x](https://example.org/x) ``a` | <!-- b"
TEXTS = ("title", "description", "note", "citation", "name")


def spoilt(value: Any) -> Any:
    """Put live markup into every name, title, description, note and term of a descriptor."""
    if isinstance(value, list):
        return [spoilt(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: {LIVE: LIVE} if name == "vocabulary" else LIVE if name in TEXTS else spoilt(part)
        for name, part in value.items()
    }


def disagreements() -> str:
    """Write the block on disagreements of coders who wrote live markup."""
    written: dict[str, Any] = {"a": LIVE, "b": "|"}
    difference = Difference(("lead-captured", "value"), written, written, LIVE)
    settled = Settlement(field="value", statements=[], decision="kept", rule=LIVE)
    return disagreements_block([Settled(difference, settled)])


def body_of(document: str) -> str:
    """Return the body of the page that the zip has of a document."""
    return archive.page(DESCRIPTOR, f"# Heading\n\n{document}").partition("<main>")[2]


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    """No image, no comment that hides what follows, and no cell more in a table."""
    live = spoilt(DESCRIPTOR | {"resources": DESCRIPTOR["resources"][:5]})
    live["resources"] = [
        each | {"path": path["path"]}
        for each, path in zip(live["resources"], DESCRIPTOR["resources"], strict=False)
    ]
    blocks = "".join(f"<!-- generated: {name} -->\n<!-- end of {name} -->\n" for name in ("title", "citation"))  # fmt: skip
    for document in (
        codebook(live),
        archive.readme(live),
        with_generated_blocks(blocks, live, ""),
        disagreements(),
    ):
        body = body_of(document)
        assert "&lt;img src=x" in body
        assert "<img" not in body
        assert "href" not in body.replace('href="method.html"', "")
        assert {len(re.findall("<t[hd][ >]", row)) for row in body.split("<tr>")[1:]} <= {2, 5}


def test_html_in_a_document_is_shown_too() -> None:
    """But for the comments that mark its generated parts; the heading is a title."""
    page = archive.page(
        DESCRIPTOR, f"# {LIVE}\n\n<!-- generated: x -->\n{LIVE}\n<!-- end of x -->\n"
    )
    assert "<img src=x" not in page
    assert page.count("&lt;img src=x") == 3
    assert "generated: x" not in page


def test_the_dataset_card_has_no_live_text() -> None:
    """A hub shows its Markdown, in which HTML would be obeyed."""
    live = spoilt(DESCRIPTOR | {"resources": []})
    card = dataset_card(live).partition("\n---\n")[2]
    assert "&lt;img src=x" in card
    assert "<img" not in card
    assert "![x](" not in card
