// The address of the page says what is shown: a cell, or characters of the article. Without this
// script the links still lead from text to cell and from cell to text.
"use strict";

const cells = JSON.parse(document.getElementById("cells").textContent);
const segments = [...document.querySelectorAll(".text [id^='char=']")];
const detail = document.getElementById("detail");
const silent = detail.innerHTML;

const span = (segment) => segment.id.slice("char=".length).split(",").map(Number);
const idOf = (address) => address.replaceAll(" ", "%20");
const addressOf = (id) => id.replaceAll("%20", " ");

function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  made.textContent = text;
  return made;
}

// Each pane scrolls by itself, so that text and table come into view together.
function reveal(...targets) {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  for (const target of targets.filter(Boolean)) {
    const pane = target.closest(".pane");
    const [inside, around] = [target.getBoundingClientRect(), pane.getBoundingClientRect()];
    pane.scrollTo({
      top: pane.scrollTop + inside.top - around.top - (pane.clientHeight - inside.height) / 2,
      left: pane.scrollLeft + Math.min(0, inside.left - around.left) + Math.max(0, inside.right - around.right),
      behavior,
    });
  }
  document.querySelector(".reader").scrollIntoView({ block: "start", behavior });
}

function clear() {
  for (const name of ["marked", "lit", "lit-row"]) {
    document.querySelectorAll(`.${name}`).forEach((found) => found.classList.remove(name));
  }
  detail.innerHTML = silent;
}

function light(address) {
  const cell = document.getElementById(idOf(address));
  cell.closest(".record")?.removeAttribute("hidden");
  cell.classList.add("lit");
  cell.closest("tr, .record").classList.add("lit-row");
  return cell;
}

function mark(start, end) {
  const covered = segments.filter((segment) => {
    const [from, to] = span(segment);
    return start <= from && to <= end;
  });
  covered.forEach((segment) => segment.classList.add("marked"));
  return covered[0];
}

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

function explain(address) {
  const cell = cells[address];
  const list = document.createElement("dl");
  const facts = {
    "published value": `${cell.value} ${cell.unit}`.trim(),
    "read from": `“${cell.exact}”, line ${cell.line}, characters ${cell.start}-${cell.end}`,
    "read as": cell.reader,
    "asserted by": cell.asserted,
    "reported by": cell.reported,
    "citation": cell.citation,
  };
  for (const [name, fact] of Object.entries(facts)) {
    list.append(element("dt", name), element("dd", fact));
  }
  const heading = document.createElement("h3");
  heading.append(element("a", address, { href: `#${idOf(address)}` }));
  const more = document.createElement("p");
  more.append(
    copyButton(cell.citation), " ",
    element("a", "the same words in the live article", { href: cell.link, rel: "noreferrer" }),
  );
  detail.append(heading, list, more);
}

function showCell(address) {
  const { start, end } = cells[address];
  const text = mark(start, end);
  const cell = light(address);
  explain(address);
  reveal(text, cell);
}

function showCharacters(segment) {
  const [from, to] = span(segment);
  const found = Object.keys(cells).filter((address) => cells[address].start <= from && to <= cells[address].end);
  segment.classList.add("marked");
  const lit = found.map(light);
  found.forEach(explain);
  reveal(segment, lit[0]);
}

function show() {
  clear();
  const id = location.hash.slice(1);
  if (addressOf(id) in cells) {
    detail.replaceChildren();
    showCell(addressOf(id));
  } else if (id.startsWith("char=")) {
    const segment = document.getElementById(id);
    if (segment) {
      detail.replaceChildren();
      showCharacters(segment);
    }
  }
}

function go(id) {
  location.hash = id;
  show();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".text a, a.cell");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  go(link.classList.contains("cell") ? link.parentElement.id : link.id);
});
addEventListener("hashchange", show);

// Search and filter over the statements.
const filters = document.getElementById("filters");
const statements = [...document.querySelectorAll("#statements .record")];

function filter() {
  const wanted = Object.fromEntries(new FormData(filters));
  const word = wanted.word.toLowerCase();
  let count = 0;
  for (const statement of statements) {
    const kept = ["measure", "population", "asserted_by"].every((name) => !wanted[name] || statement.dataset[name] === wanted[name])
      && statement.textContent.toLowerCase().includes(word);
    statement.hidden = !kept;
    count += kept;
  }
  document.getElementById("count").textContent = `${count} of ${statements.length} statements`;
}

filters.hidden = false;
filters.addEventListener("input", filter);
filters.addEventListener("submit", (event) => event.preventDefault());
filter();

for (const block of document.querySelectorAll(".copyable")) {
  const button = block.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => copy(block.querySelector("pre").textContent, button));
}

// After the browser's own jump to the address, which knows of one pane only.
addEventListener("load", () => requestAnimationFrame(show));
