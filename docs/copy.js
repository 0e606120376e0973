// Give each block of code and each citation a button that copies it, without prompts and output.
for (const block of document.querySelectorAll(".highlight pre, .copyable pre")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(typed(block));
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  block.after(button);
}

function typed(block) {
  const code = block.cloneNode(true);
  const session = code.querySelector(".gp");
  code.querySelectorAll(".gp, .go").forEach((part) => part.remove());
  return session ? code.textContent.replace(/\n\s*\n+/g, "\n").trim() : code.textContent.trim();
}
