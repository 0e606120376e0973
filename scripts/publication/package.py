"""The model of ``scripts/article/package.toml``: title, version, licence, source, people."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import NAMESPACE_URL, uuid5

from msgspec import Meta, to_builtins

from transcription.definition import Strict

Year = Annotated[str, Meta(pattern=r"^[0-9]{4}$")]
Link = Annotated[str, Meta(pattern=r"^https?://[!-~]+$")]
Version = Annotated[str, Meta(pattern=r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$")]
Time = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z$")]
Orcid = Annotated[str, Meta(pattern=r"^([0-9]{4}-){3}[0-9]{3}[0-9X]$")]
Doi = Annotated[str, Meta(pattern=r"^10\.[0-9]{4,9}/[!-~]+$")]
Mail = Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+$")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
AtLeastOne = Meta(min_length=1)

NEEDED = {
    "editors": "the people who answer for the data, each with an ORCID iD",
    "contact": "a mail address",
    "homepage": "the address of the reading page and the published files",
    "doi": "the DOI that an archive has reserved for the data",
}
"""What a release needs, and nobody may invent."""


class Temporal(Strict):
    """The first and the last year that the figures cover."""

    start: Year
    end: Year

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.start > self.end:
            raise ValueError(f"temporal ends in {self.end}, before it begins in {self.start}")


class Source(Strict):
    """The pinned source: what it is, where it comes from, and the hash that pins it.

    ``revision`` and ``retrieved`` (a date) are empty if they were not recorded.
    """

    name: str
    title: str
    description: str
    publisher: str
    path: Link
    file: str
    sha256: Sha256
    revision: str | None = None
    retrieved: str | None = None

    @property
    def permalink(self) -> str | None:
        """The address of the revision, in a wiki that keeps its articles under /wiki/."""
        wiki, _, title = self.path.partition("/wiki/")
        if not (self.revision and title):
            return None
        return f"{wiki}/w/index.php?title={title}&oldid={self.revision}"


class License(Strict):
    """A licence of the data; ``name`` is its SPDX identifier."""

    name: str
    title: str
    path: Link


class Contributor(Strict):
    """A contributor and their roles."""

    title: str
    roles: Annotated[list[str], AtLeastOne]


class Editor(Strict):
    """A person who answers for the data, and is cited as their creator."""

    family: str
    given: str
    orcid: Orcid

    @property
    def credit(self) -> dict[str, Any]:
        """The person as a contributor of a Data Package."""
        return {
            "title": f"{self.given} {self.family}",
            "givenName": self.given,
            "familyName": self.family,
            "path": f"https://orcid.org/{self.orcid}",
            "roles": ["creator"],
        }


class Tables(Strict):
    """The names of the tables in the order in which they are listed, in two groups."""

    data: Annotated[list[str], AtLeastOne]
    audit: Annotated[list[str], AtLeastOne]

    def __post_init__(self) -> None:
        """Refuse a table that is listed twice."""
        for name in self.names:
            if self.names.count(name) > 1:
                raise ValueError(f"the table {name!r} is listed twice")

    @property
    def names(self) -> list[str]:
        """The names of all tables in their order."""
        return [*self.data, *self.audit]


class Package(Strict):
    """The knowledge about the package as a whole.

    ``homepage`` is the address of the reading page and the published files, ``repository`` that of
    the code; ``doi`` is written without a resolver. Each stays empty until it exists, as do
    ``editors`` and ``contact``.
    """

    name: str
    title: str
    description: str
    version: Version
    created: Time
    keywords: Annotated[list[str], AtLeastOne]
    temporal: Temporal
    tables: Tables
    source: Source
    licenses: Annotated[list[License], AtLeastOne]
    contributors: Annotated[list[Contributor], AtLeastOne]
    editors: tuple[Editor, ...] = ()
    contact: Mail | None = None
    homepage: str | None = None
    repository: str | None = None
    doi: Doi | None = None

    def __post_init__(self) -> None:
        """Refuse a date that does not exist."""
        datetime.fromisoformat(self.created)

    @property
    def id(self) -> str:
        """The DOI or, until there is one, a URN made from the source, the name and the version."""
        source = uuid5(NAMESPACE_URL, self.source.path)
        return self.doi_address or uuid5(source, f"{self.name} {self.version}").urn

    @property
    def doi_address(self) -> str | None:
        """The DOI as a link."""
        return f"https://doi.org/{self.doi}" if self.doi else None

    @property
    def missing(self) -> list[str]:
        """What a release needs and does not have yet."""
        return [name for name in NEEDED if not getattr(self, name)]

    @property
    def released(self) -> str | None:
        """The day of the release, once nothing is missing."""
        return None if self.missing else self.created[:10]

    @property
    def credits(self) -> list[dict[str, Any]]:
        """Everybody who contributed, with their roles; the editors, if any, are the creators."""
        groups: list[dict[str, Any]] = to_builtins(self.contributors)
        for group in groups:
            if self.editors:
                group["roles"] = [role for role in group["roles"] if role != "creator"]
            if self.contact and "maintainer" in group["roles"]:
                group["email"] = self.contact
        return [*groups, *(editor.credit for editor in self.editors)]

    @property
    def citation(self) -> str:
        """The citation of the package, as one line of text."""
        creators = [each["title"] for each in self.credits if "creator" in each["roles"]]
        address = self.doi_address or self.homepage
        parts = [
            f"{' and '.join(creators)} ({self.released[:4] if self.released else 'unreleased'})",
            f"{self.title} (version {self.version}) [Data set]",
            ", ".join(licence.name for licence in self.licenses),
            *([address] if address else []),
        ]
        return ". ".join(parts) + "."
