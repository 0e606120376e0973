"""Does the head of the page tell crawlers and reference managers what the descriptor says?"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

from conftest import DESCRIPTOR, UNRELEASED
from page.head import head_elements


class Head(HTMLParser):
    """The elements of a head, and the text of its blocks of data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.data = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element and its attributes."""
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """What stands within one."""
        self.data += data

    def links(self, relation: str) -> list[str | None]:
        """Where the links of a relation lead."""
        return [said["href"] for tag, said in self.found if tag == "link" and said["rel"] == relation]  # fmt: skip

    def metas(self, name: str) -> list[str | None]:
        """What is said under a name."""
        return [said["content"] for tag, said in self.found if tag == "meta" and said["name"] == name]  # fmt: skip


HEAD = Head(head_elements(UNRELEASED))


def test_it_links_the_licence_the_descriptor_and_every_file() -> None:
    """Each file with its type; no address of the page is invented."""
    assert HEAD.links("license") == [DESCRIPTOR["licenses"][0]["path"]]
    assert HEAD.links("describedby") == ["datapackage.json"]
    assert HEAD.links("alternate") == [entry["path"] for entry in DESCRIPTOR["resources"]]
    assert HEAD.links("canonical") == []


def test_reference_managers_find_title_authors_and_day() -> None:
    """In the words of Highwire and in those of Dublin Core; there is no day before a release."""
    contributors = UNRELEASED["contributors"]
    authors = [entry["title"] for entry in contributors if "creator" in entry["roles"]]
    for title in ("citation_title", "DC.title"):
        assert HEAD.metas(title) == [DESCRIPTOR["title"]]
    for author in ("citation_author", "DC.creator"):
        assert HEAD.metas(author) == authors
    assert HEAD.metas("DC.date") == HEAD.metas("citation_publication_date") == []
    assert HEAD.metas("DC.identifier") == [DESCRIPTOR["id"]]
    assert HEAD.metas("citation_doi") == []


def test_crawlers_find_the_data_set_and_its_files() -> None:
    """The published description, its files as they lie from the page."""
    described = json.loads(HEAD.data)
    assert described["@type"] == "Dataset"
    assert described["name"] == DESCRIPTOR["title"]
    assert [entry["contentUrl"] for entry in described["distribution"]] == [
        entry["path"] for entry in DESCRIPTOR["resources"]
    ]


def test_nothing_in_a_text_ends_its_element() -> None:
    """Titles are data, whatever stands in them."""
    spoilt: dict[str, Any] = {**DESCRIPTOR, "title": '"><script>alert(1)</script>'}
    head = Head(head_elements(spoilt))
    assert head.metas("DC.title") == [spoilt["title"]]
    assert [said for tag, said in head.found if tag == "script"] == [
        {"type": "application/ld+json"}
    ]
    assert "<" not in re.sub(r"</script>$", "", head_elements(DESCRIPTOR).partition("ld+json")[2])


def test_an_address_is_told_once_there_is_one() -> None:
    """The page has it, and below it the files; the DOI is its own."""
    home = {"homepage": "https://example.org/pows/", "doi": "10.1234/pows", "released": "2027-03-01"}  # fmt: skip
    head = Head(head_elements({**DESCRIPTOR, **home}))
    assert head.links("canonical") == [home["homepage"]]
    assert head.metas("citation_doi") == [home["doi"]]
    assert head.metas("citation_publication_date") == ["2027/03/01"]
    assert json.loads(head.data)["distribution"][0]["contentUrl"].startswith(home["homepage"])
