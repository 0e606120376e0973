// What the panel below text and tables says of a cell: its value, on what it rests, what is against it.
import { between, copyButton, element, linkTo } from "./elements.js";
import { cells, charactersOf, fieldOf, idOf, inWords, lineOf, rowOf, rows, source, texts, whole } from "./text.js";

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
    parts.push(element("p", ["computed from ", ...between(from.map((one) => linkTo(one, idOf(one))), ", ")]));
  }
  return parts;
}

// What is known against a figure: each dispute once, then what cannot be compared; the rest is folded.
function entry(badge, kind, link, texts) {
  return element("li", [element("span", badge, { className: `badge ${kind}` }), " ", link, ...texts]);
}

function ofDispute(dispute, says) {
  const [badge, title, note] = [".badge", ".title", ".note"].map((name) => dispute.querySelector(name));
  const more = says.length > 1 ? ` So in ${says.length - 1} more ${says.length === 2 ? "comparison" : "comparisons"}.` : "";
  return entry(badge.textContent, `dispute ${badge.classList[1]}`, linkTo(title.textContent, dispute.id),
    [` This figure ${texts[says[0]]}.${more} `, element("span", note.textContent, { className: "soft" })]);
}

function ofFinding(finding, says) {
  const kind = fieldOf(finding.closest(".kind").id);
  const note = finding.querySelector(".note")?.textContent ?? "";
  return { kind, item: entry(inWords(kind), kind, linkTo(texts[says], finding.id), note && [`: ${note}`]) };
}

export function known(address) {
  const found = cells[address]?.found ?? []; // a figure in words that has no number has no cell
  const [disputes, others] = [new Map(), []];
  for (const [key, says] of found) {
    const finding = document.getElementById(`finding/${key}`);
    const dispute = finding.closest(".dispute");
    if (dispute) {
      disputes.set(dispute, [...(disputes.get(dispute) ?? []), says]);
    } else {
      others.push(ofFinding(finding, says));
    }
  }
  const [against, aside] = [true, false].map((way) => others.filter(({ kind }) => (kind === "not_comparable") === way).map(({ item }) => item));
  against.unshift(...[...disputes].map(([dispute, says]) => ofDispute(dispute, says)));
  const parts = against.length ? [element("ul", against, { className: "known" })] : [];
  if (aside.length) {
    const count = `${aside.length} ${aside.length === 1 ? "comparison" : "comparisons"} without a conflict`;
    parts.push(element("details", [element("summary", count), element("ul", aside, { className: "known" })]));
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

const listed = (facts) => element("dl", Object.entries(facts).filter(([, fact]) => fact)
  .flatMap(([name, fact]) => [element("dt", name), element("dd", fact)]));

// A transcribed cell: in a sentence, on whose word, what is against it, how it is cited, and on what it rests.
export function explain(address) {
  const cell = cells[address];
  const { says, whom, when, claim } = cells[cell.figure] ?? cell;
  const { asserted, reported, places: [place] } = cell;
  const citation = cell.citation + whole;
  const claims = document.body.dataset.claims;
  return [
    ...(says ? [element("h3", `${says}.`)] : [heading(address)]),
    listed({
      "who says so": texts[asserted],
      "reported by": reported === asserted ? "" : texts[reported],
      "of whom": whom,
      "when": when,
      "range as printed": cell.means,
      "how exact": cell.hedge,
    }),
    ...known(cell.figure ?? address),
    listed({
      "editor’s note": texts[cell.note],
      "citation": [copyButton(citation), " ", citation],
      "more": claims && claim && element("a", "this figure, wherever it is printed", { href: `${claims}${claim}/` }),
    }),
    element("details", [
      element("summary", "where it stands, and how it was read"),
      listed({
        "address": address,
        "published value": cell.value,
        "read from": [
          `“${charactersOf(place)}”, line ${lineOf(place)}, characters ${place.join("-")}; `,
          element("a", "the same words in the live article", { href: source + cell.link, rel: "noreferrer" }),
        ],
        "read as": cell.reader,
      }),
    ]),
  ];
}
