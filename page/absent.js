// What the panel says of an address that the page cannot show.
import { between, element, linkTo } from "./elements.js";
import { cells, idOf, rows } from "./text.js";

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

export function absent(wrong) {
  const near = nearest(wrong).map((address) => linkTo(address, idOf(address)));
  return [
    element("h3", "There is no such address"),
    element("p", [
      element("code", wrong), " names no cell, no row and no words of this page.",
      ...(near.length ? [" Did you mean ", ...between(near, ", "), "?"] : []),
    ]),
  ];
}
