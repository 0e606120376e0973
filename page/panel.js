// What the panel below text and tables says of a cell: its value, on what it rests, what is against it.
import { between, copyButton, element, linkTo } from "./elements.js";
import { cells, charactersOf, fieldOf, idOf, inWords, lineOf, rowOf, rows, texts } from "./text.js";

const linkToPlace = (text, [start, end]) => linkTo(text, `char=${start},${end}`);
const quoted = (place) => linkToPlace(`“${charactersOf(place)}”`, place);

// A cell in the heading: its row and its field are two links.
export function heading(address) {
  const row = rowOf(address);
  return element("h3", [linkTo(row, idOf(row)), "/", linkTo(fieldOf(address), idOf(address))]);
}

// The published value, or the term with what it means.
function term(address) {
  const { value, meaning, refers, notes } = cells[address];
  if (notes) {
    return [element("ul", notes.map((note) => element("li", note)))];
  }
  const named = rows.has(refers) ? linkTo(value, idOf(refers)) : element("b", value);
  return meaning === undefined ? [named] : [named, `: ${texts[meaning]}`];
}

// What a cell rests on: words, a sentence, what an editor knows, a rule with its cells.
function ground(address) {
  const { ground: kind, places = [], notes, reader, knowledge, rule, from = [] } = cells[address];
  const parts = [];
  if (kind === "sentence") {
    parts.push(element("p", between(places.map((place) => linkToPlace("the sentence, which says nothing else", place)), ", ")));
  } else if (notes) {
    parts.push(element("ul", places.map((place) => element("li", quoted(place)))));
  } else if (places.length) {
    parts.push(element("p", [...between(places.map(quoted), " … "), reader ? `, read as ${inWords(reader)}` : ""]));
  }
  if (knowledge !== undefined) {
    parts.push(element("p", [element("i", "editor’s knowledge: "), texts[knowledge]]));
  }
  if (rule !== undefined) {
    parts.push(element("p", [element("i", "rule: "), texts[rule]]));
    parts.push(element("p", ["from ", ...between(from.map((one) => linkTo(one, idOf(one))), ", ")]));
  }
  return parts;
}

// What is known against a figure, conflicts first; what agrees is folded.
const ASIDE = ["agrees", "agrees_when_rounded"];

export function known(address) {
  const found = cells[address]?.found ?? []; // a figure in words that has no number has no cell
  const entries = found.map(([key, says]) => {
    const finding = document.getElementById(`finding/${key}`);
    const kind = fieldOf(finding.closest(".kind").id);
    const note = finding.querySelector(".note")?.textContent ?? "";
    const badge = inWords(kind);
    const rest = texts[says].startsWith(`${badge} `) ? texts[says].slice(badge.length + 1) : texts[says]; // it is said once
    return { kind, item: element("li", [
      element("span", badge, { className: `badge ${kind}` }), " ",
      linkTo(rest, finding.id), note && ": ", note,
    ]) };
  });
  const [aside, against] = [true, false].map((way) => entries.filter(({ kind }) => ASIDE.includes(kind) === way));
  const parts = against.length ? [element("ul", against.map(({ item }) => item), { className: "known" })] : [];
  if (aside.length) {
    const count = `${aside.length} ${aside.length === 1 ? "comparison" : "comparisons"} without a conflict`;
    parts.push(element("details", [element("summary", count), element("ul", aside.map(({ item }) => item), { className: "known" })]));
  }
  return parts;
}

// The figures of a row, each once, with what is known against them.
export function knownOfRow(addresses) {
  return addresses.filter((address) => cells[address].found).flatMap((address) => known(address));
}

// Cells in a list: each with its term and with what it rests on.
export function list(addresses, name) {
  const entries = addresses.map((address) => {
    const entry = element("div", [
      element("dt", linkTo(name(address), idOf(address))),
      element("dd", term(address)),
      element("dd", ground(address)),
    ]);
    entry.dataset.address = address;
    return entry;
  });
  return element("dl", entries, { className: "readings" });
}

// A transcribed cell: what it was read from, whose it is, and how it is cited.
export function explain(address) {
  const { value, means, hedge, note, places: [place], reader, asserted, reported, citation, link } = cells[address];
  const facts = {
    "published value": value,
    "range as printed": means,
    "how exactly": hedge,
    note: texts[note],
    "citation": [copyButton(citation), " ", citation],
    "read from": [
      `“${charactersOf(place)}”, line ${lineOf(place)}, characters ${place.join("-")}; `,
      element("a", "the same words in the live article", { href: link, rel: "noreferrer" }),
    ],
    "read as": reader,
    ...(asserted === reported
      ? { "asserted and reported by": texts[asserted] }
      : { "asserted by": texts[asserted], "reported by": texts[reported] }),
  };
  const listed = Object.entries(facts).filter(([, fact]) => fact).flatMap(([name, fact]) => [element("dt", name), element("dd", fact)]);
  return [heading(address), ...known(cells[address].figure ?? address), element("dl", listed)];
}
