"""Does the fetch ask politely, write what it was given, and say in a line why it could not?

A server on the loopback interface answers as the interface of a wiki does; no other network is used.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ARTICLE, DESCRIPTOR, ROOT
from marked_up import WRITERS

Answer = tuple[int, bytes]


class Wiki(BaseHTTPRequestHandler):
    """A wiki that gives one answer, and remembers what it was asked."""

    answer: Answer
    asked: list[tuple[str, dict[str, list[str]], str]]

    def do_GET(self) -> None:
        """Answer whatever is asked."""
        parts = urlsplit(self.path)
        self.asked.append((parts.path, parse_qs(parts.query), self.headers["User-Agent"]))
        status, content = self.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@contextmanager
def wiki(answer: Answer) -> Iterator[tuple[str, list[tuple[str, dict[str, list[str]], str]]]]:
    """The address of the interface of a wiki, and what it was asked."""
    asked: list[tuple[str, dict[str, list[str]], str]] = []
    handler = type("AWiki", (Wiki,), {"answer": answer, "asked": asked})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/w/api.php", asked
        finally:
            server.shutdown()
            thread.join()


def page(**revision: Any) -> Answer:
    """An answer with one revision."""
    return 200, json.dumps({"query": {"pages": [{"revisions": [revision]}]}}).encode()


def fetch(api: str, to: Path) -> subprocess.CompletedProcess[str]:
    """What ``make fetch-revision`` runs, asking another wiki."""
    script = str(ROOT / "scripts" / "fetch_revision.py")
    command = [sys.executable, script, "--api", api, "--to", str(to)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_newest_wikitext_is_written_with_its_revision(tmp_path: Path) -> None:
    """The file is what ``make revision`` reads, and the next commands are told in full."""
    text = WRITERS["wikitext"](ARTICLE)
    given = page(revid=42, timestamp="2026-11-20T10:00:00Z", slots={"main": {"content": text}})
    file = tmp_path / "new" / "revision.wikitext"
    with wiki(given) as (api, asked):
        done = fetch(api, file)
    assert done.returncode == 0, done.stderr
    assert file.read_text(encoding="utf-8") == text
    assert f"{file}: revision 42, edited 2026-11-20" in done.stdout
    assert re.search(
        rf"make adopt FROM={file} REVISION=42 RETRIEVED=\d{{4}}-\d\d-\d\d\n", done.stdout
    )
    ((path, query, _),) = asked
    assert path == "/w/api.php"
    assert query["titles"] == ["German_prisoners_of_war_in_the_Soviet_Union"]


def test_the_user_agent_says_who_asks() -> None:
    """The name and the version of the package; no address is made up."""
    with wiki(page()) as (api, asked):
        fetch(api, Path("unused"))
    ((_, _, agent),) = asked
    assert agent.startswith(f"{DESCRIPTOR['name']}/{DESCRIPTOR['version']} ")
    assert "@" not in agent


ANSWERS: dict[str, Answer] = {
    "an-error": (503, b"busy"),
    "no-json": (200, b"<html>blocked</html>"),
    "no-page": (200, b'{"query": {"pages": [{"missing": true}]}}'),
    "another-error": (200, b'{"error": {"code": "x"}}'),
    "a-list": (200, b"[]"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_without_a_revision_is_refused_in_a_line(name: str, tmp_path: Path) -> None:
    """No traceback, and no file."""
    with wiki(ANSWERS[name]) as (api, _):
        done = fetch(api, tmp_path / "file")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"fetch-revision: .*\n", done.stderr)
    assert not (tmp_path / "file").exists()


def test_without_a_network_a_line_says_so(tmp_path: Path) -> None:
    """Nobody answers: the refusal says what to do instead."""
    with wiki(page()) as (api, _):
        pass
    done = fetch(api, tmp_path / "file")
    assert done.returncode == 2
    assert re.fullmatch(
        r"fetch-revision: no answer from http\S+: .*save the wikitext by hand.*\n", done.stderr
    )


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    """A file of this machine is not a wiki."""
    done = fetch("file:///etc/hostname", tmp_path / "file")
    assert done.returncode == 2
    assert "https:// expected" in done.stderr
