// The panel below text and tables: what is chosen, and on what it rests.
const detail = document.getElementById("detail");
const silent = detail.innerHTML;

function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...[text].flat());
  return made;
}

const linkTo = (text, id) => element("a", text, { href: `#${id}` });
const linkToPlace = (text, [start, end]) => linkTo(text, `char=${start},${end}`);
const quoted = (place) => linkToPlace(`“${charactersOf(place)}”`, place);
const between = (parts, sign) => parts.flatMap((part, index) => (index ? [sign, part] : [part]));

function copyButton(text) {
  const button = element("button", "Copy", { type: "button" });
  button.addEventListener("click", () => copy(text, button));
  return button;
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy"; }, 2e3);
}

// A cell in the heading: its row and its field are two links.
function heading(address) {
  const row = rowOf(address);
  return element("h3", [linkTo(row, idOf(row)), "/", linkTo(fieldOf(address), idOf(address))]);
}

// The published value, or the term with what it means.
function term(address) {
  const { value, unit = "", meaning, refers, notes } = cells[address];
  const said = `${value} ${unit}`.trim();
  if (notes) {
    return [element("ul", notes.map((note) => element("li", note)))];
  }
  const named = rows.has(refers) ? linkTo(said, idOf(refers)) : element("b", said);
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

// Cells in a list: each with its term and with what it rests on.
function list(addresses, name) {
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
function explain(address) {
  const { value, unit = "", places: [place], reader, asserted, reported, citation, link } = cells[address];
  const facts = {
    "published value": `${value} ${unit}`.trim(),
    "read from": `“${charactersOf(place)}”, line ${lineOf(place)}, characters ${place.join("-")}`,
    "read as": reader,
    "asserted by": texts[asserted],
    "reported by": texts[reported],
    "citation": citation,
  };
  const listed = Object.entries(facts).flatMap(([name, fact]) => [element("dt", name), element("dd", fact)]);
  detail.append(heading(address), element("dl", listed), element("p", [
    copyButton(citation), " ",
    element("a", "the same words in the live article", { href: link, rel: "noreferrer" }),
  ]));
}
