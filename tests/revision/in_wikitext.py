"""The plain text of an article -> the same as wikitext, as ``action=raw`` gives it."""

from __future__ import annotations

import re
from collections.abc import Callable

from plain_parts import FIGURE, NAMES, cells, counter, parts, spans


def wikitext(text: str) -> str:
    """The article as ``action=raw`` gives it."""
    number = counter()
    out = [WIKI_HEAD]
    for kind, lines, above, below, caption in parts(text):
        match kind:
            case "heading":
                out.append(f"\n== {lines[0].strip('=')} ==\n<!-- 99,999 of a comment -->\n")
            case "items":
                out += [f"* [[{line[2:]}]]\n" for line in lines]
            case "table":
                out.append(wiki_table(lines, number, caption))
            case "prose" if below != "table":
                close = (
                    above == "table"
                    and text.index(lines[0])
                    and text[text.index(lines[0]) - 2] == "|"
                )
                out.append(("" if close else "\n") + wiki_prose(lines[0], number) + "\n")
    return "".join(out) + WIKI_TAIL


def wiki_prose(line: str, number: Callable[[], int]) -> str:
    """A paragraph with links, notes and templates."""

    def figure(match: re.Match[str]) -> str:
        n = number()
        plain = match[0]
        forms = (
            f"{plain}<ref>{{{{cite book |last=Doe |year=1{n:03} |pages=5–{n + 6} |isbn=0-100-{n:05}}}}}</ref>",
            f"{{{{nowrap|{plain}}}}}",
            f"{{{{formatnum:{plain.replace(',', '')}}}}}",
            f'{plain}<ref name="n{n}" />',
            f"{plain}{{{{citation needed|date=May 2{n:03}}}}}",
            f"{{{{nowrap|1='''{plain}'''}}}}{{{{efn|About {n},000 by another count.}}}}",
        )
        return forms[n % len(forms)]

    done = FIGURE.sub(figure, line)
    for name in NAMES:
        done = re.sub(
            rf"(?<![\w\[|]){name}(?![\w\]])", f"[[{name} (disambiguation)|{name}]]", done, count=1
        )
    done = re.sub(r"(\d) million", r"\1&nbsp;million", done)
    done = done.replace("1945–49", "1945&ndash;49").replace(
        "German historian", "German [[historian]]"
    )
    done = re.sub(r"\bca\. ", "{{circa}} ", done)
    done = re.sub(
        r", (who|following|while|but) ",
        r",<ref group=lower>Note {{harvnb|Roe|1999|p=12}}</ref> \1 ",
        done,
    )
    return re.sub(r"\. ([A-Z])", r".{{sfn|Doe|1977|pp=12–14}} \1", done)


def wiki_table(lines: list[str], number: Callable[[], int], caption: str) -> str:
    """A table with its caption, headings in one line, and cells over several rows."""
    out = ['\n{| class="wikitable sortable" style="text-align:right"\n']
    if caption:
        out.append(f"|+ '''{caption}'''<ref>Table {number()}</ref>\n")
    out.append("! " + " !! ".join(f'scope="col" | {cell}' for cell in cells(lines[0])) + "\n")
    for n, row in enumerate(spans(lines)):
        out.append("|-\n")
        written = [
            (f'rowspan="{over}" | ' if over > 1 else "") + wiki_cell(cell, number)
            for cell, over in row
        ]
        out.append("| " + (" || " if n % 2 else "\n| ").join(written) + "\n")
    return "".join(out) + "|}\n"


def wiki_cell(cell: str, number: Callable[[], int]) -> str:
    """A cell with a note or a template every now and then."""
    n = number()
    if not cell[:1].isdigit() or n % 3:
        return cell
    return f"{cell}<ref>{n},000</ref>" if n % 2 else f"{{{{nowrap|{cell}}}}}"


WIKI_HEAD = """\
{{Short description|1941–1956}}
{{Use dmy dates|date=June 2020}}
{{Infobox event
| title = Prisoners
| casualties = 1,234,567
}}
{{Further|Another article of 1944}}
[[File:Prisoners 1943.jpg|thumb|right|220px|About 91,000 [[prisoners]] in 1943<ref>5</ref>]]
"""
WIKI_TAIL = """
== References ==
{{Reflist|30em}}
{{notelist}}

== Further reading ==
* {{cite book |title=A book |year=1988 |pages=100–200}}

{{World War II|state=collapsed}}
{{Authority control}}
[[Category:Prisoners of 1941]]
[[de:Kriegsgefangene]]
"""
