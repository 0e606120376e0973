"""``make fetch-revision``: the wiki of the article -> a file with its newest wikitext.

The number of the revision and the day are printed, as ``make adopt`` takes them.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import unquote, urlencode
from urllib.request import Request, urlopen

from publication.package import Package
from transcription.knowledge import read_knowledge
from transcription.refusal import Refusal

from .command import KNOWLEDGE, UNREADABLE

SECONDS = 30
TARGET = Path("build") / "revision.wikitext"
QUERY = {
    "action": "query",
    "prop": "revisions",
    "rvprop": "ids|timestamp|content",
    "rvslots": "main",
    "format": "json",
    "formatversion": "2",
    "redirects": "1",
}


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest revision: its number, the day of the edit, and its wikitext."""

    number: int
    edited: str
    wikitext: str


def main() -> int:
    """Write the newest wikitext into a file, and say what it is."""
    package = read_knowledge(KNOWLEDGE / "package.toml", Package)
    parser = argparse.ArgumentParser(
        prog="make fetch-revision", description="Fetch the newest wikitext of the article."
    )
    parser.add_argument("--to", type=Path, default=TARGET, help=f"by default {TARGET}")
    parser.add_argument("--api", default=api_of(package.source.path), help="the wiki's api.php")
    options = parser.parse_args()
    try:
        newest = fetch(options.api, title_of(package.source.path), agent(package))
        options.to.parent.mkdir(parents=True, exist_ok=True)
        options.to.write_text(newest.wikitext, encoding="utf-8", newline="\n")
    except (Refusal, OSError) as error:
        print(f"fetch-revision: {error}", file=sys.stderr)
        return UNREADABLE
    print(f"{options.to}: revision {newest.number}, edited {newest.edited}")
    print(f"make revision FROM={options.to}")
    print(f"make adopt FROM={options.to} REVISION={newest.number} RETRIEVED={date.today()}")
    return 0


def title_of(path: str) -> str:
    """The title of an article in the address of its page."""
    return unquote(path.partition("/wiki/")[2])


def api_of(path: str) -> str:
    """The interface of the wiki in which a page stands."""
    return path.partition("/wiki/")[0] + "/w/api.php"


def agent(package: Package) -> str:
    """Who asks: the name of the package, its version, and what it does."""
    return f"{package.name}/{package.version} (compares a dataset with its source) Python-urllib"


def fetch(api: str, title: str, user_agent: str) -> Newest:
    """The newest revision of a title; refuses whatever is no answer with one."""
    if not api.startswith(("https://", "http://")):
        raise Refusal(f"{api}: an address that begins with https:// expected")
    request = Request(  # noqa: S310 - the scheme was checked
        f"{api}?{urlencode(QUERY | {'titles': title})}", headers={"User-Agent": user_agent}
    )
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - likewise
            content = answer.read()
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise Refusal(
            f"no answer from {api}: {told(reason)}; is there a network? Else save the wikitext by "
            "hand (action=raw) and give it as FROM"
        ) from None
    return newest_in(content, title, api)


def told(reason: object) -> str:
    """The reason for which there is no answer, on one line."""
    if isinstance(reason, int):
        return HTTPStatus(reason).phrase
    return " ".join(str(reason).split()) or type(reason).__name__


def newest_in(content: bytes, title: str, api: str) -> Newest:
    """The revision in an answer."""
    try:
        answer: dict[str, Any] = json.loads(content)
        (page,) = answer["query"]["pages"]
        (revision,) = page["revisions"]
        text = revision["slots"]["main"]["content"]
        return Newest(int(revision["revid"]), revision["timestamp"][:10], text)
    except (ValueError, KeyError, TypeError):
        raise Refusal(
            f"{api} has no revision of {title!r}; see source.path in package.toml"
        ) from None
