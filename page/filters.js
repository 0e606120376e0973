// Search and filter over the statements, and what can be copied.
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

