"""A real Chromium, as every test of a page starts it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


@contextmanager
def launched() -> Iterator[Browser]:
    """Debian's Chromium, or Chrome where there is none."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "no chromium and no google-chrome: install one of them"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()
