"""Split the HTML of an article into headings, lines and tables.

It may be rendered by a wiki or saved by a browser. Notes, navigation, boxes and pictures are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .plain_form import BAR, Block, Heading, Line, Span, drawn, raised, tidy

TEXTS = (".mw-parser-output", "#mw-content-text", "#bodyContent", "main", "article", "body")
"""The elements that hold the text of an article, the closest first."""
LEFT_OUT = (
    "head, script, style, noscript, template, link, meta, nav, header, footer, aside, form, button, iframe, svg, math, del, "
    "figure, figcaption, audio, video, map, input, select, "
    "sup.reference, sup.mw-ref, .mw-ref, .noprint, .Inline-Template, .mw-editsection, .mw-empty-elt, .mw-cite-backlink, "
    ".toc, #toc, .navbox, .navbox-styles, .vertical-navbox, .sidebar, .infobox, .infobox_v2, .metadata, .ambox, .mbox-small, "
    ".side-box, .sistersitebox, .portalbox, .portal-bar, .authority-control, .hatnote, .dablink, .rellink, .thumb, .gallery, "
    ".reflist, .references, .mw-references-wrap, .refbegin, .shortdescription, .catlinks, #catlinks, .printfooter, "
    "#siteSub, #contentSub, #contentSub2, #jump-to-nav, .mw-jump-link, .mw-indicators, #mw-navigation, #footer, .mw-footer, "
    ".vector-header-container, .mw-portlet, .navigation-not-searchable, .sortkey, .mw-collapsible-toggle, "
    ".nav, #nav, .menu, .navigation, #navigation, .breadcrumb, [role=navigation], [role=note], [role=banner], [role=search], [hidden]:not([hidden=until-found])"
)
"""The elements that are not text of the article."""
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLOCKS = frozenset(
    "p div section ul ol dl li dd dt blockquote center pre table tbody thead tfoot tr td th caption main article body "
    "h1 h2 h3 h4 h5 h6 hr address details summary fieldset".split()
)  # fmt: skip
FOLDED = ("tr", "tbody", "td", "th", "section")
"""Elements that are text even where a page folds them up."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def blocks(html: str) -> list[Block]:
    """Return the article, from its title to its last line."""
    document = LexborHTMLParser(html)
    title = document.css_first("h1")
    first = [Heading(1, words(title))] if title and words(title) else []
    root = text_of(document)
    remove_other_text(root)
    return [*first, *(found for found in walk(root) if found not in first)]


def text_of(document: LexborHTMLParser) -> LexborNode:
    """Find the element that holds the text of the article."""
    found = next(filter(None, map(document.css, TEXTS)))
    return max(found, key=lambda node: len(node.text()))


def remove_other_text(root: LexborNode) -> None:
    """Remove what is not text of the article."""
    for node in root.css(LEFT_OUT):
        node.decompose()
    for node in root.css("[style]"):
        hidden = UNSEEN.search(node.attributes.get("style") or "")
        if hidden and node.tag not in FOLDED:
            node.decompose()
    for node in root.css("sup"):
        if links_to_note(node):
            node.decompose()


def links_to_note(node: LexborNode) -> bool:
    """Tell whether a superscript links to a note of the page."""
    links = node.css("a[href]")
    return any("#" in (link.attributes.get("href") or "") for link in links)


def walk(node: LexborNode, item: bool = False) -> Iterator[Block]:
    """Yield the blocks of an element in order; words between blocks make a line."""
    loose: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag in BLOCKS or has_blocks(child):
            yield from line(loose, item)
            loose = []
            yield from block(child, item)
        else:
            loose.append(inline(child))
    yield from line(loose, item)


def block(node: LexborNode, item: bool) -> Iterator[Block]:
    """Yield a heading, a table, or the blocks inside the element."""
    if node.tag in HEADINGS:
        if words(node):
            yield Heading(HEADINGS[node.tag], words(node))
    elif node.tag == "table":
        yield table(node)
    else:
        yield from walk(node, item=node.tag == "li" or (item and node.tag == "p"))


def has_blocks(node: LexborNode) -> bool:
    """Tell whether an element contains blocks."""
    return any(child.tag in BLOCKS for child in node.traverse() if child.mem_id != node.mem_id)


def line(loose: list[str], item: bool) -> Iterator[Line]:
    """Yield a line of the words gathered so far, if there are any."""
    found = tidy("".join(loose))
    if found:
        yield Line(found, item)


def table(node: LexborNode) -> Block:
    """Read a table with its caption."""
    caption = node.css_first("caption")
    rows = [[span(cell) for cell in row.iter() if cell.tag in ("td", "th")]
            for row in own(node, "tr")]  # fmt: skip
    return drawn(words(caption) if caption else "", [row for row in rows if row])


def own(node: LexborNode, tag: str) -> list[LexborNode]:
    """Return the elements of a table that do not belong to a table inside it."""
    found: list[LexborNode] = []
    for child in node.iter():
        if child.tag == tag:
            found.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            found += own(child, tag)
    return found


def span(cell: LexborNode) -> Span:
    """Read a cell with the rows and columns that it covers."""
    return Span(words(cell).replace("|", BAR), extent(cell, "rowspan"), extent(cell, "colspan"))


def extent(cell: LexborNode, name: str) -> int:
    """Read how many rows or columns a cell covers."""
    found = re.match(r"\s*(\d+)", cell.attributes.get(name) or "")
    return max(int(found[1]), 1) if found else 1


def words(node: LexborNode) -> str:
    """Return the words of an element on one line."""
    return tidy(inline(node))


def inline(node: LexborNode) -> str:
    """Return the text of an element, with a blank where a block or a line ends."""
    if node.tag == "-text":
        return node.text(deep=False)
    if node.tag == "br":
        return " "
    inner = "".join(map(inline, node.iter(include_text=True)))
    if node.tag == "sup":
        return raised(inner)
    return f" {inner} " if node.tag in BLOCKS else inner
