"""The plain text of an article -> the same, as an encyclopaedia writes it in wikitext and in HTML.

Written against what MediaWiki documents, and without a look at what reads it: notes behind figures
and in the middle of sentences, links, templates, pictures, blanks that do not break, tables with
cells over several rows, boxes and navigation.
"""

from __future__ import annotations

from collections.abc import Callable

from in_html import html
from in_wikitext import wikitext

WRITERS: dict[str, Callable[[str], str]] = {"wikitext": wikitext, "html": html, "plain": str}
"""How each form of the plain text is written."""
