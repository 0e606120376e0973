// The address of the page says what is shown: a cell, a row, or characters of the article. Without
// this script the links still lead from the text to the cells and from the cells to the text.
import { absent, empty, isEmpty } from "./absent.js";
import { copy, element, linkTo } from "./elements.js";
import { narrow } from "./lists.js";
import { explain, heading, known, knownOfRow, list } from "./panel.js";
import {
  addressOf, cells, charactersOf, clear, covers, fieldOf, idOf, inWords, label, light, lineOf, mark, reveal, rowOf,
  rows, segments,
} from "./text.js";

const [detail, said] = ["detail", "said"].map((id) => document.getElementById(id));
const silent = [...detail.childNodes];
const nameOf = (address) => inWords(fieldOf(address));

// What is chosen is lit and marked; it gives what the panel says, and what comes into view.
function chooseCell(address) {
  const text = mark(address);
  const cell = light(address);
  const { reader, figure = address } = cells[address];
  const parts = reader ? explain(address) : [heading(address), ...known(figure), list([address], nameOf)];
  return { parts, inView: [text, cell] };
}

// The words first, then what rests on less of the text.
const FIRST_TO_LAST = ["words", "sentence", "rule", "knowledge"];

function chooseRow(row) {
  const addresses = FIRST_TO_LAST.flatMap((kind) => rows.get(row).filter((address) => cells[address].ground === kind));
  const record = document.getElementById(idOf(row));
  record.classList.add("lit-row");
  addresses.forEach(mark);
  label(addresses);
  return {
    parts: [element("h3", linkTo(row, idOf(row))), ...knownOfRow(addresses), list(addresses, nameOf)],
    inView: [document.querySelector(".text .marked, .text .around"), record],
  };
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

function chooseCharacters(id) {
  const [start, end] = id.slice("char=".length).split(",").map(Number);
  const chosen = segments.filter((segment) => covers([start, end], segment));
  const found = resting(start, end);
  if (!found.length || chosen[0]?.start !== start || chosen.at(-1)?.end !== end) {
    return { parts: absent(id), inView: [] };
  }
  chosen.forEach((segment) => segment.element.classList.add("marked"));
  const lit = found.map(light);
  const read = found.filter((address) => cells[address].reader);
  const parts = read.flatMap(explain);
  if (found.length > 1 || !read.length) {
    const words = charactersOf([start, end]).trim();
    const entries = list(found, (address) => address);
    entries.classList.add("addresses");
    parts.unshift(element("h3", `What rests on “${words}”, line ${lineOf([start])}`), entries);
  }
  return { parts, inView: [chosen[0].element, lit[0]] };
}

function chooseEmpty(address) {
  const record = document.getElementById(idOf(rowOf(address)));
  record.classList.add("lit-row");
  return { parts: [heading(address), empty(address)], inView: [record] };
}

function choose(id, asked) {
  const address = addressOf(id);
  if (id.startsWith("char=")) {
    return chooseCharacters(id);
  }
  if (address in cells) {
    return chooseCell(address);
  }
  if (rows.has(address)) {
    return chooseRow(address);
  }
  if (isEmpty(address)) {
    return chooseEmpty(address);
  }
  return !id || document.getElementById(id) ? { parts: silent } : { parts: absent(addressOf(asked)), inView: [] };
}

// A comparison is shown as a finding, and a row of the disputes as a dispute.
const shownAs = (id) => id.replace(/^(finding|dispute)s\/([^/]+).*/, "$1/$2");

let [shown, byKey] = ["", false];

// The first link of the panel leads back to what is chosen, and gives it the focus.
function back(places) {
  const link = element("a", "Back to its place", { href: shown, className: "back small" });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    reveal(...places);
    places.map((place) => (place.matches("a") ? place : place.querySelector("a"))).find(Boolean)?.focus();
  });
  return link;
}

function show() {
  shown = location.hash;
  const asked = shown.replace(/^#+/, "");
  const id = shownAs(asked);
  clear();
  const { parts, inView } = choose(id, asked);
  const target = document.getElementById(id);
  target?.closest(".findings li")?.classList.add("lit-row");
  narrow();
  const places = inView?.length ? [target, ...inView].filter(Boolean) : [];
  detail.replaceChildren(...(places.length ? [back(places)] : []), ...parts);
  const aloud = detail.querySelectorAll("h3, .dispute, .dispute + a"); // the rest is read on demand
  said.textContent = [...aloud].map((one) => one.textContent).join(" ");
  detail.scrollTop = 0;
  if (inView) {
    reveal(...inView);
    if (byKey) {
      detail.focus({ preventScroll: true });
    }
  }
  byKey = false;
  const folded = target?.closest("details");
  folded?.setAttribute("open", "");
  if (folded || (target && id !== asked)) {
    target.scrollIntoView(); // it was folded or filtered, or has another address there
  }
}

function go(id) {
  location.hash = id;
  show();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link?.hash === "#detail") { // which is no address, so that what is chosen stays so
    event.preventDefault();
    detail.scrollIntoView();
    detail.focus({ preventScroll: true });
    return;
  }
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  byKey = !event.detail; // a press of a key is no click of a mouse
  const id = link.getAttribute("href").slice(1);
  if (link.matches(".text a, a.cell, a.row")) {
    event.preventDefault();
    go(id);
  } else if (`#${id}` === location.hash) {
    show(); // what is chosen again may be out of sight by now
  }
});
// What a click has shown is not shown twice.
addEventListener("hashchange", () => {
  if (location.hash !== shown) {
    show();
  }
});

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

// With the script a link has the address of what it shows, so that it can be copied and opened apart.
for (const link of document.querySelectorAll(".text a, a.cell")) {
  link.href = `#${link.closest("[id]").id}`;
}

for (const block of document.querySelectorAll(".copyable")) {
  const button = block.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => copy(block.querySelector("pre").textContent, button));
}

// After the browser's own jump to the address, which knows of one pane only, and after it has
// filled in the forms again; a page that it has kept as it was is as it was.
document.body.classList.add("scripted");
narrow();
addEventListener("pageshow", ({ persisted }) => persisted || requestAnimationFrame(show));
