// A button that fetches a plain text and shows it in a dialog, with one button to copy it.

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") node.textContent = value;
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
};

async function copied(field) {
  if (isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch { /* the browser refused: the old way */ }
  }
  field.select();
  return document.execCommand("copy");
}

export function render({ model, el }) {
  const button = make("button", { type: "button", class: "st-button", text: model.get("label") });
  button.addEventListener("click", () => model.send({ text: true }));
  el.classList.add("st-copy-text");
  el.append(button);

  const show = ({ title, text }) => {
    if (typeof text !== "string") return;
    const field = make("textarea", { readonly: "", rows: "18", "aria-label": title, class: "st-copy-field" });
    field.value = text;
    const said = make("span", { role: "status", class: "st-muted" });
    const copy = make("button", { type: "button", class: "st-button st-primary", text: "Copy the text" });
    const close = make("button", { type: "button", class: "st-button", text: "Close" });
    const dialog = make("dialog", { class: "st-dialog st-copy-dialog", "aria-label": title },
      make("h2", { text: title }), field, make("p", { class: "st-buttons" }, copy, close, said));
    copy.addEventListener("click", async () => {
      said.textContent = (await copied(field)) ? "Copied." : "Select the text and copy it by hand.";
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      button.focus();
    });
    el.append(dialog);
    dialog.showModal();
    copy.focus();
  };
  const heard = (message) => show(message);
  model.on("msg:custom", heard);
  return () => model.off("msg:custom", heard);
}
