// What is made of elements: links within the page, and buttons that copy.
export function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...[text].flat());
  return made;
}

export const linkTo = (text, id) => element("a", text, { href: `#${id}` });
export const between = (parts, sign) => parts.flatMap((part, index) => (index ? [sign, part] : [part]));

export function copyButton(text) {
  const button = element("button", "Copy", { type: "button" });
  button.addEventListener("click", () => copy(text, button));
  return button;
}

export async function copy(text, button) {
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
