// What the address of the page names is lit, marked and explained.
const named = (address) => inWords(fieldOf(address));

function showCell(address) {
  const text = mark(address);
  const cell = light(address);
  if (cells[address].reader) {
    explain(address);
  } else {
    const { figure = address } = cells[address];
    detail.append(heading(address), ...known(figure), list([address], named));
  }
  reveal(text, cell);
}

// The words first, then what rests on less of the text.
const FIRST_TO_LAST = ["words", "sentence", "rule", "knowledge"];

function showRow(row) {
  const addresses = FIRST_TO_LAST.flatMap((kind) => rows.get(row).filter((address) => cells[address].ground === kind));
  const record = document.getElementById(idOf(row));
  record.removeAttribute("hidden");
  record.classList.add("lit-row");
  addresses.forEach(mark);
  label(addresses);
  detail.append(element("h3", linkTo(row, idOf(row))), ...knownOfRow(addresses), list(addresses, named));
  reveal(document.querySelector(".text .marked, .text .around"), record);
}

// The cells that rest on characters, those first that were read from them: on words around all of
// them, on just this sentence, or else on the sentence around them.
function resting(start, end) {
  const around = ([from, to]) => from <= start && end <= to;
  const just = ([from, to]) => from === start && to === end;
  const on = (sentence, lies) => Object.keys(cells).filter((address) => {
    const { ground: kind, places = [] } = cells[address];
    return (kind === "sentence") === sentence && places.some(lies);
  });
  const near = [...on(false, around), ...on(true, just)];
  const found = near.length ? near : on(true, around);
  return [...found.filter((address) => cells[address].reader), ...found.filter((address) => !cells[address].reader)];
}

function showCharacters(start, end) {
  const chosen = segments.filter((segment) => covers([start, end], segment));
  const found = resting(start, end);
  if (!found.length || chosen[0]?.start !== start || chosen.at(-1)?.end !== end) {
    miss(`char=${start},${end}`);
    return;
  }
  chosen.forEach((segment) => segment.element.classList.add("marked"));
  const lit = found.map(light);
  const read = found.filter((address) => cells[address].reader);
  detail.replaceChildren();
  if (found.length > 1 || !read.length) {
    const words = charactersOf([start, end]).trim();
    const entries = list(found, (address) => address);
    entries.classList.add("addresses");
    detail.append(element("h3", `What rests on “${words}”, line ${lineOf([start])}`), entries);
  }
  read.forEach(explain);
  reveal(chosen[0].element, lit[0]);
}

// The addresses that share most pairs of letters with one that there is not, and not too few.
const ALIKE = 0.6;

function nearest(wrong) {
  const pairs = (text) => new Set(Array.from(text.toLowerCase()).map((_, index, all) => all.slice(index, index + 2).join("")));
  const sought = pairs(wrong);
  const likeness = (address) => {
    const own = pairs(address);
    return (2 * [...own].filter((pair) => sought.has(pair)).length) / (own.size + sought.size);
  };
  return [...rows.keys(), ...Object.keys(cells)]
    .map((address) => [likeness(address), address])
    .filter(([alike]) => alike > ALIKE)
    .sort(([one], [other]) => other - one)
    .slice(0, 3).map(([, address]) => address);
}

function miss(wrong) {
  const near = nearest(wrong).map((address) => linkTo(address, idOf(address)));
  detail.replaceChildren(
    element("h3", "There is no such address"),
    element("p", [
      element("code", wrong), " names no cell, no row and no words of this page.",
      ...(near.length ? [" Did you mean ", ...between(near, ", "), "?"] : []),
    ]),
  );
  document.querySelector(".reader").scrollIntoView({ block: "start" });
}

function show() {
  clear();
  detail.innerHTML = silent;
  const id = location.hash.slice(1).replace(/^reconciliation\/([^/]+).*/, "finding/$1").replace(/^reconciliation$/, "findings");
  const address = addressOf(id);
  if (id.startsWith("char=")) {
    showCharacters(...id.slice("char=".length).split(",").map(Number));
  } else if (Object.hasOwn(cells, address) || rows.has(address)) {
    detail.replaceChildren();
    (Object.hasOwn(cells, address) ? showCell : showRow)(address);
  } else if (id && !document.getElementById(id)) {
    miss(address);
  }
  const finding = document.getElementById(id)?.closest("#findings, #findings details");
  finding?.setAttribute("open", "");
  if (finding) {
    document.getElementById(id).scrollIntoView(); // it was folded, or has another address there
  }
  detail.scrollTop = 0;
}

function go(id) {
  location.hash = id;
  show();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".text a, a.cell, a.row");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  if (link.classList.contains("row")) {
    go(link.hash.slice(1));
  } else {
    go(link.classList.contains("cell") ? link.closest("[id]").id : link.id);
  }
});
addEventListener("hashchange", show);

// In a chosen row, words that are pointed at or focused show what they are for, and the reverse.
function tell(event) {
  const words = event.target.closest(".text [data-for]");
  const entry = event.target.closest(".readings [data-address]");
  document.querySelectorAll(".told").forEach((found) => found.classList.remove("told"));
  const names = words ? words.dataset.for.split(" ") : entry ? [fieldOf(entry.dataset.address)] : [];
  for (const one of detail.querySelectorAll("[data-address]")) {
    one.classList.toggle("told", Boolean(words) && names.includes(fieldOf(one.dataset.address)));
  }
  for (const one of document.querySelectorAll(".text [data-for]")) {
    one.classList.toggle("told", Boolean(entry) && one.dataset.for.split(" ").some((name) => names.includes(name)));
  }
  const first = detail.querySelector(".told");
  if (first) {
    detail.scrollTop += first.getBoundingClientRect().top - detail.getBoundingClientRect().top - 8;
  }
}

addEventListener("mouseover", tell);
addEventListener("focusin", tell);

// After the browser's own jump to the address, which knows of one pane only.
addEventListener("load", () => requestAnimationFrame(show));
