// What the page knows of its cells, and what is lit and marked of text and tables.
export const { texts, whole, source, columns, cells } = JSON.parse(document.getElementById("known").textContent);
[columns, cells].forEach((named) => Object.setPrototypeOf(named, null)); // so that an address such as #constructor is none
const article = Array.from(
  [...document.querySelectorAll(".text .line")].map((line) => line.textContent).join("\n"),
);
export const segments = [...document.querySelectorAll(".text [id^='char=']")].map((element) => {
  const [start, end] = element.id.slice("char=".length).split(",").map(Number);
  return { element, start, end };
});

export const idOf = (address) => address.replaceAll(" ", "%20");
// What is no code of characters is taken as it stands.
export function addressOf(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
export const rowOf = (address) => address.slice(0, address.lastIndexOf("/"));
export const fieldOf = (address) => address.slice(address.lastIndexOf("/") + 1);
export const inWords = (name) => name.replaceAll("_", " ");

export const charactersOf = ([start, end]) => article.slice(start, end).join("");
export const lineOf = ([start]) => article.slice(0, start).filter((one) => one === "\n").length + 1;
export const covers = ([start, end], segment) => start <= segment.start && segment.end <= end;
const wordsOf = (address) => (cells[address].ground === "words" ? cells[address].places ?? [] : []);

// The cells of a row, in their order.
export const rows = new Map();
for (const address of Object.keys(cells)) {
  rows.set(rowOf(address), [...(rows.get(rowOf(address)) ?? []), address]);
}

// Each pane scrolls by itself, so that text and table come into view together.
export function reveal(...targets) {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  for (const target of targets.filter(Boolean)) {
    const pane = target.closest(".pane");
    const [inside, around] = [target.getBoundingClientRect(), pane.getBoundingClientRect()];
    const room = Math.max(pane.clientHeight - inside.height, 0);
    pane.scrollTo({
      top: pane.scrollTop + inside.top - around.top - room / 2,
      left: pane.scrollLeft + Math.min(0, inside.left - around.left) + Math.max(0, inside.right - around.right),
      behavior,
    });
  }
  document.querySelector(".reader").scrollIntoView({ block: "start", behavior });
}

export function clear() {
  for (const name of ["marked", "around", "told", "lit", "lit-row"]) {
    document.querySelectorAll(`.${name}`).forEach((found) => found.classList.remove(name));
  }
  document.querySelectorAll(".text [data-for]").forEach((found) => {
    delete found.dataset.for;
    delete found.dataset.label;
    found.removeAttribute("title");
  });
}

export function light(address) {
  const cell = document.getElementById(idOf(address));
  cell.closest(".record, .whole").classList.add("lit-row");
  cell.classList.add("lit");
  return cell;
}

// Words are marked; a sentence that says nothing else is marked faintly.
export function mark(address) {
  const { ground, places = [] } = cells[address];
  const name = ground === "sentence" ? "around" : "marked";
  const covered = segments.filter((segment) => places.some((place) => covers(place, segment)));
  covered.forEach((segment) => segment.element.classList.add(name));
  return covered[0]?.element;
}

// Each of the words of a row says for which of its cells it stands, the last of them aloud.
export function label(addresses) {
  for (const segment of segments) {
    const resting = addresses.filter((address) => wordsOf(address).some((place) => covers(place, segment)));
    if (resting.length) {
      const ending = resting.filter((address) => wordsOf(address).some(([, end]) => end === segment.end));
      const { element } = segment;
      element.dataset.for = resting.map(fieldOf).join(" ");
      element.title = resting.map(saidOf).join("\n");
      if (ending.length) {
        element.dataset.label = ending.map(fieldOf).map(inWords).join(", ");
      }
    }
  }
}

function saidOf(address) {
  const { value, meaning } = cells[address];
  return `${inWords(fieldOf(address))}: ${value}${meaning === undefined ? "" : `. ${texts[meaning]}`}`;
}
