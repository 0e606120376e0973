// Tables are sorted, statements and findings filtered, texts copied.
document.body.classList.add("scripted");

function sortedBy(table, column, order) {
  const at = (record) => {
    const shown = (record.rows?.[0] ?? record).children[column]?.querySelector(":scope > span, :scope > a")?.textContent ?? "";
    const number = Number(shown.replaceAll(",", ""));
    return shown === "" || Number.isNaN(number) ? shown : number;
  };
  const records = [...table.querySelectorAll(".record")];
  records.sort((one, other) => {
    const [a, b] = [at(one), at(other)];
    if (a === "" || b === "") {
      return (a === "") - (b === "");
    }
    return order * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en"));
  });
  records.forEach((record) => record.parentElement.append(record));
}

for (const table of document.querySelectorAll(".sortable")) {
  const heads = [...table.querySelectorAll("thead th")];
  heads.forEach((head, column) => {
    const button = element("button", head.textContent, { type: "button" });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const rising = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      sortedBy(table, column, rising ? 1 : -1);
    });
  });
}

// A form shows those of its entries that it keeps, and says how many.
function filtering(form, entries, name, keeps) {
  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const word = wanted.word.trim().toLowerCase();
    for (const entry of entries) {
      entry.hidden = !(entry.textContent.toLowerCase().includes(word) && keeps(entry, wanted));
    }
    const count = entries.filter((entry) => !entry.hidden).length;
    form.querySelector("[role=status]").textContent = `${count} of ${entries.length} ${name}`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}

filtering(
  document.getElementById("filters"),
  [...document.querySelectorAll("#statements .record")],
  "statements",
  (entry, wanted) => ["measure", "population", "asserted_by"].every((name) => !wanted[name] || entry.dataset[name] === wanted[name])
    && (!wanted.conflicts || entry.dataset.conflicts !== "0"),
);

// What is searched for is not left folded.
const find = document.getElementById("find");
filtering(find, [...document.querySelectorAll(".findings li")], "findings", () => true);
find.addEventListener("input", () => {
  for (const kind of document.querySelectorAll(".kind")) {
    kind.open = Boolean(new FormData(find).get("word").trim()) && Boolean(kind.querySelector("li:not([hidden])"));
  }
});

for (const block of document.querySelectorAll(".copyable")) {
  const button = block.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => copy(block.querySelector("pre").textContent, button));
}
