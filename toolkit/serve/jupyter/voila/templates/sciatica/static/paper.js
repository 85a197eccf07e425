// Shows a sheet that Python made: fills in name, note and date here in the browser, previews it, and
// lets the reader print it, open it in a tab of its own or keep it as a file.

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") node.textContent = value;
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
};

let fields = 0;

function field(label, tag, limit, hint) {
  const id = `st-paper-${(fields += 1)}`;
  const input = make(tag, { id, maxlength: String(limit), autocomplete: "off", dir: "auto", "aria-describedby": `${id}-hint` });
  if (tag === "textarea") input.rows = 2;
  return { input, node: make("div", { class: "st-paper-field" }, make("label", { for: id, text: label }), input, make("p", { id: `${id}-hint`, class: "st-hint", text: hint })) };
}

function filled(html, values) {
  // What people typed goes in as text and never as markup.
  const sheet = new DOMParser().parseFromString(html, "text/html");
  for (const [name, value] of Object.entries(values)) {
    if (!value) continue;
    for (const spot of sheet.querySelectorAll(`[data-fill="${name}"]`)) spot.textContent = value;
  }
  return `<!DOCTYPE html>\n${sheet.documentElement.outerHTML}`;
}

export function render({ model, el }) {
  el.classList.add("st-paper");
  const limits = model.get("limits");
  const name = field("Name on the sheet", "input", limits.name, "Stays in this browser: it is neither sent nor stored.");
  const note = field("A sentence of your own", "textarea", limits.note, "Stays in this browser as well.");
  const row = make("div", { class: "st-buttons" });
  el.append(make("h2", { text: model.get("title") }), make("p", { class: "st-muted", text: model.get("lead") }), row, make("details", { class: "st-fold" }, make("summary", {}, make("span", { text: "Put a name and a sentence on it" })), name.node, note.node));

  const draw = () => {
    row.replaceChildren(...model.get("sheets").map(({ id, label }) => {
      const button = make("button", { type: "button", class: "st-button", text: label, "data-sheet": id });
      button.addEventListener("click", () => model.send({ sheet: id }));
      return button;
    }));
  };

  const show = (message) => {
    if (typeof message.html !== "string") return;
    const today = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const text = filled(message.html, { name: name.input.value.trim(), note: note.input.value.trim(), date: today });
    const address = URL.createObjectURL(new Blob([text], { type: "text/html;charset=utf-8" }));
    const frame = make("iframe", { class: "st-paper-frame", title: "The sheet", sandbox: "allow-same-origin allow-modals", tabindex: "0" });
    frame.srcdoc = text;
    const print = make("button", { type: "button", class: "st-button st-primary", text: "Print" });
    const open = make("a", { class: "st-button", href: address, target: "_blank", rel: "noopener", text: "Open in a tab" });
    const save = make("a", { class: "st-button", href: address, download: `${message.name}.html`, text: "Keep as a file" });
    const close = make("button", { type: "button", class: "st-button", text: "Close" });
    const label = row.querySelector(`[data-sheet="${CSS.escape(message.sheet)}"]`);
    const dialog = make("dialog", { class: "st-dialog st-paper-dialog", "aria-label": label?.textContent ?? "Sheet" },
      make("p", { class: "st-buttons" }, print, open, save, close), frame);
    print.addEventListener("click", () => frame.contentWindow.print());
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      label?.focus();
      // An opened tab has read the sheet by then.
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    });
    el.append(dialog);
    dialog.showModal();
    print.focus();
  };
  model.on("change:sheets", draw);
  model.on("msg:custom", show);
  draw();
  return () => {
    model.off("change:sheets", draw);
    model.off("msg:custom", show);
  };
}
