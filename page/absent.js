// What the panel says of an address that the page cannot show.
import { between, element, linkTo } from "./elements.js";
import { cells, columns, fieldOf, idOf, inWords, rowOf, rows } from "./text.js";

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

const tableOf = (address) => address.split("/")[0];

// A cell without a value: of a row and a column that there are.
export function isEmpty(address) {
  const row = rowOf(address);
  return rows.has(row) && !row.endsWith("/*") && columns[tableOf(address)].includes(fieldOf(address));
}

export function empty(address) {
  const table = tableOf(address);
  return element("p", [
    `This cell is empty: the row has no value in the column “${inWords(fieldOf(address))}”. The `,
    linkTo("codebook", `codebook/${table}`), " says what the column holds.",
  ]);
}

// A table of the package that the page has nothing of: comparisons are told as findings.
const SHOWN = new Set([...rows.keys()].map(tableOf)).add("findings");

function besides(address, table) {
  return [
    element("h3", "This is not shown on this page"),
    element("p", [
      element("code", address), ": the package has a table ", linkTo(table, `codebook/${table}`),
      ", and this page shows none of its cells. They are among the ", linkTo("downloads", "downloads"), ".",
    ]),
  ];
}

function none(wrong) {
  const near = nearest(wrong).map((address) => linkTo(address, idOf(address)));
  return [
    element("h3", "There is no such address"),
    element("p", [
      element("code", wrong), " names no cell, no row and no words of this page.",
      ...(near.length ? [" Did you mean ", ...between(near, ", "), "?"] : []),
    ]),
  ];
}

export function absent(address) {
  const table = tableOf(address);
  return table in columns && !SHOWN.has(table) ? besides(address, table) : none(address);
}
