// Tables are sorted, statements and findings filtered. Nothing else says what is hidden: it is what
// a form does not keep, but for what is chosen.
import { element } from "./elements.js";
import { addressOf, cells, rows } from "./text.js";

// What is sorted by: first by the unit, people before the others, and then by the number or the words.
function sortable(record, column) {
  const cell = (record.rows?.[0] ?? record).children[column];
  const shown = cell?.querySelector(":scope > span, :scope > a")?.textContent ?? "";
  const number = Number(shown.replaceAll(",", ""));
  return {
    unit: cell?.querySelector(".unit")?.textContent ?? "",
    by: shown === "" || Number.isNaN(number) ? shown : number,
  };
}

// What is empty comes last, upwards and downwards; so do the units in their order.
function compared(one, other, order) {
  if (one.by === "" || other.by === "") {
    return (one.by === "") - (other.by === "");
  }
  const apart = typeof one.by === "number" && typeof other.by === "number"
    ? one.by - other.by : String(one.by).localeCompare(String(other.by), "en");
  return one.unit.localeCompare(other.unit, "en") || order * apart;
}

// A head sorts upwards, then downwards, and then as the article has it.
const NEXT = { ascending: "descending", descending: null };

function makeSortable(table) {
  const heads = [...table.querySelectorAll("thead th")];
  const records = [...table.querySelectorAll(".record")];
  heads.forEach((head, column) => {
    const button = element("button", [...head.childNodes], { type: "button", title: "sorts up, down, and back" });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const sorted = head.getAttribute("aria-sort");
      const next = sorted ? NEXT[sorted] : "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      if (next) {
        head.setAttribute("aria-sort", next);
      }
      const order = next === "ascending" ? 1 : -1;
      const by = new Map(records.map((record) => [record, sortable(record, column)]));
      const ordered = next ? [...records].sort((one, other) => compared(by.get(one), by.get(other), order)) : records;
      ordered.forEach((record) => record.parentElement.append(record));
    });
  });
}

// However it is written: a number with its groups or without, a term in words or as a code.
const plain = (text) => text.toLowerCase().replaceAll("_", " ").replace(/(\d),(?=\d)/g, "$1");

// What is searched: what is shown, and the published terms and numbers.
function searched(entry) {
  const published = (rows.get(addressOf(entry.id)) ?? []).map((address) => cells[address].value);
  return plain([entry.textContent, ...published].join(" "));
}

function filtered(name, form, entries, keeps) {
  const texts = new Map([...entries].map((entry) => [entry, searched(entry)]));
  return { name, form: document.getElementById(form), texts, keeps };
}

const lists = [
  filtered("statements", "filters", document.querySelectorAll("#statements .record"), (entry, wanted) =>
    ["measure", "population", "asserted_by"].every((name) => !wanted[name] || entry.dataset[name] === wanted[name])
      && (!wanted.disputed || entry.dataset.disputes !== "0")),
  filtered("findings", "find", document.querySelectorAll(".findings li"), () => true),
];

function say(status, text) {
  if (status.textContent !== text) { // or it would be said aloud again
    status.textContent = text;
  }
}

const counted = (shown, all) => (shown === all ? `${all}` : `${shown} of ${all}`);

// What the forms keep is shown, and what is chosen; and it is said how many they keep.
export function narrow() {
  for (const { name, form, texts, keeps } of lists) {
    const wanted = Object.fromEntries(new FormData(form));
    const word = plain(wanted.word.trim());
    let [kept, besides] = [0, 0];
    for (const [entry, text] of texts) {
      const keep = text.includes(word) && keeps(entry, wanted);
      const chosen = entry.matches(".lit-row");
      entry.hidden = !keep && !chosen;
      kept += keep;
      besides += !keep && chosen;
    }
    say(form.querySelector("[role=status]"), `${kept} of ${texts.size} ${name}${besides ? ", and what is chosen" : ""}`);
  }
  for (const kind of kinds) {
    const shown = kind.querySelectorAll("li:not([hidden])").length;
    say(kind.querySelector(".count"), counted(shown, kind.querySelectorAll("li").length));
  }
}

// What is searched for is not left folded; without a word those kinds are open that were at first.
const kinds = [...document.querySelectorAll(".kind")];
const atFirst = new Set(kinds.filter((kind) => kind.open));

function fold(form) {
  const word = new FormData(form).get("word").trim();
  for (const kind of kinds) {
    kind.open = Boolean(word ? kind.querySelector("li:not([hidden])") : atFirst.has(kind) || kind.querySelector(".lit-row"));
  }
}

document.querySelectorAll(".sortable").forEach(makeSortable);
for (const { form, name } of lists) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    narrow();
    if (name === "findings") {
      fold(form);
    }
  });
}
