// Draws one group of controls on the browser's own inputs: a label for each, a number beside each
// slider, a unit, a symbol. One message a change; while the kernel works, only the newest value of each
// control waits, and every press of a button.

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "text") node.textContent = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter(Boolean));
  return node;
};

let groups = 0;

class Sender {
  // Keeps one message under way until the kernel has acknowledged it, and sends it again where that does not come:
  // the network may have swallowed it. The kernel knows a message that it has had by its sender and number. A newer
  // value of the same control replaces the one that waits.
  constructor(model) {
    this.model = model;
    this.waiting = new Map();
    this.busy = false;
    this.count = 0;
    this.by = Math.random().toString(36).slice(2, 12);
    model.on("msg:custom", (message) => {
      if (message.ack === this.count) this.next();
    });
  }
  put(id, value) {
    this.waiting.set(id, { id, value });
    // Sent first: what the page itself shows is set while the kernel works.
    if (!this.busy) this.next();
    else this.hold(id, value);
  }
  press(id, value) {
    this.waiting.set(Symbol(id), { id, value });
    if (!this.busy) this.next();
  }
  hold(id, value) {
    // What a person set is what the model holds, here too: a redraw must not show what was before.
    this.model.set("values", { ...this.model.get("values"), [id]: value });
  }
  newest(values) {
    // The kernel's answer to an older move must not take back what waits to be sent.
    const late = [...this.waiting].filter(([key]) => typeof key === "string").map(([id, { value }]) => [id, value]);
    return { ...values, ...Object.fromEntries(late) };
  }
  next() {
    clearTimeout(this.timer);
    const first = this.waiting.entries().next();
    this.busy = !first.done;
    if (first.done) return;
    const [key, { id, value }] = first.value;
    this.waiting.delete(key);
    this.count += 1;
    this.send({ set: id, value, n: this.count, by: this.by }, 4000);
    if (key === id) this.hold(id, value);
  }
  send(message, patience) {
    this.model.send(message);
    this.timer = setTimeout(() => {
      // what was changed meanwhile is newer than what was lost
      if (this.waiting.has(message.set)) this.next();
      else this.send(message, Math.min(2 * patience, 30000));
    }, patience);
  }
}

const symbol = (part) =>
  part.symbol && make("span", { class: "st-symbol", "aria-hidden": "true", style: part.colour ? `color:${part.colour}` : null, text: part.symbol });

const drawers = {
  heading(part) {
    const node = make("h3", { class: "st-control-heading" }, symbol(part), make("span", { text: part.label }));
    if (part.aside) node.append(make("span", { class: "st-aside", text: part.aside }));
    return { node };
  },
  note(part) {
    return { node: make("p", { class: "st-note", text: part.label }) };
  },
  range(part, put, prefix) {
    const id = `${prefix}-${part.id}`;
    const limits = { min: part.min, max: part.max, step: part.step };
    const hint = part.hint ? `${id}-hint` : null;
    const slider = make("input", { type: "range", id, ...limits, "aria-describedby": hint });
    const box = make("input", {
      type: "number", id: `${id}-box`, ...limits, class: "st-number", inputmode: "decimal",
      "aria-label": part.unit ? `${part.label}, ${part.unit}` : part.label,
    });
    const say = () => slider.setAttribute("aria-valuetext", part.unit ? `${slider.value} ${part.unit}` : slider.value);
    const fill = () => {
      const share = (100 * (slider.value - part.min)) / (part.max - part.min);
      slider.style.setProperty("--st-share", `${share}%`);
    };
    slider.addEventListener("input", () => {
      put(part.id, Number(slider.value));
      box.value = slider.value;
      say();
      fill();
    });
    box.addEventListener("change", () => {
      const wanted = box.value === "" ? Number(slider.value) : Number(box.value);
      const value = Math.min(part.max, Math.max(part.min, wanted));
      slider.value = value;
      box.value = slider.value;
      say();
      fill();
      put(part.id, Number(slider.value));
    });
    const node = make(
      "div", { class: "st-range" },
      make("div", { class: "st-row" },
        make("label", { for: id }, symbol(part), make("span", { text: part.label })),
        make("span", { class: "st-value" }, box, make("span", { class: "st-unit", text: part.unit ?? "" }))),
      slider,
      part.hint && make("p", { class: "st-hint", id: hint, text: part.hint }),
    );
    return {
      node,
      set(value) {
        if (document.activeElement !== box) box.value = value;
        if (document.activeElement !== slider || Number(slider.value) !== Number(value)) slider.value = value;
        say();
        fill();
      },
    };
  },
  select(part, put, prefix) {
    const id = `${prefix}-${part.id}`;
    const list = make("select", { id });
    for (const option of part.options) list.append(make("option", { value: option.value, text: option.label }));
    list.addEventListener("change", () => put(part.id, list.value));
    const node = make("div", { class: "st-select" }, make("label", { for: id }, symbol(part), make("span", { text: part.label })), list);
    return { node, set: (value) => { list.value = value; } };
  },
  segments(part, put, prefix) {
    const name = `${prefix}-${part.id}`;
    const inputs = [];
    const row = make("div", { class: "st-segments" });
    for (const option of part.options) {
      const input = make("input", { type: "radio", name, value: option.value, id: `${name}-${option.value}` });
      input.addEventListener("change", () => input.checked && put(part.id, option.value));
      inputs.push(input);
      row.append(input, make("label", { for: input.id, title: option.title, text: option.label }));
    }
    const hint = part.hint ? `${name}-hint` : null;
    const node = make("fieldset", { class: part.stacked ? "st-choice st-stacked" : "st-choice", "aria-describedby": hint },
      make("legend", {}, symbol(part), make("span", { text: part.label }), part.aside && make("span", { class: "st-aside", text: part.aside })),
      row, part.hint && make("p", { class: "st-hint", id: hint, text: part.hint }));
    return { node, set: (value) => { for (const input of inputs) input.checked = input.value === String(value); } };
  },
  toggle(part, put, prefix) {
    const id = `${prefix}-${part.id}`;
    const input = make("input", { type: "checkbox", id });
    input.addEventListener("change", () => put(part.id, input.checked));
    const node = make("div", { class: "st-toggle" }, input, make("label", { for: id }, symbol(part), make("span", { text: part.label })),
      part.aside && make("span", { class: "st-aside", text: part.aside }));
    return { node, set: (value) => { input.checked = Boolean(value); } };
  },
  line(part, put, prefix) {
    const id = `${prefix}-${part.id}`;
    const hint = part.hint ? `${id}-hint` : null;
    const input = make(part.rows ? "textarea" : "input", {
      id, type: part.rows ? null : "text", rows: part.rows, maxlength: part.most, placeholder: part.example,
      autocomplete: "off", dir: "auto", "aria-describedby": hint,
    });
    input.addEventListener("change", () => put(part.id, input.value));
    const node = make("div", { class: "st-line" }, make("label", { for: id, text: part.label }), input,
      part.hint && make("p", { class: "st-hint", id: hint, text: part.hint }));
    return { node, set: (value) => { if (document.activeElement !== input) input.value = value; } };
  },
  buttons(part, put, prefix, press) {
    const node = make("div", { class: "st-buttons" });
    const buttons = new Map();
    for (const option of part.options) {
      const button = make("button", { type: "button", id: `${prefix}-${part.id}-${option.value}`, class: option.primary ? "st-button st-primary" : "st-button", text: option.label });
      button.addEventListener("click", (event) => {
        // A double click on a lone button is one press: the second would hit what moved up in its place.
        if (event.detail < 2 || part.options.length > 1) press(part.id, option.value);
      });
      buttons.set(option.value, button);
      node.append(button);
    }
    return { node, set: (off) => { for (const [key, button] of buttons) button.disabled = Array.isArray(off) && off.includes(key); } };
  },
};

export function render({ model, el }) {
  const sender = new Sender(model);
  const put = (id, value) => sender.put(id, value);
  const press = (id, value) => sender.press(id, value);
  const prefix = `st${(groups += 1)}`;
  let parts = new Map();
  el.classList.add("st-controls");
  el.setAttribute("role", "group");
  el.tabIndex = -1;

  const fill = () => {
    const values = sender.newest(model.get("values"));
    for (const [id, part] of parts) if (part.set && id in values) part.set(values[id]);
  };
  const draw = () => {
    const focused = el.contains(document.activeElement) ? document.activeElement.id : "";
    const held = el.contains(document.activeElement);
    const folds = new Map();
    for (const node of el.querySelectorAll("details")) folds.set(node.dataset.fold, node.open || folds.get(node.dataset.fold) || false);
    el.setAttribute("aria-label", model.get("label"));
    el.replaceChildren();
    parts = new Map();
    let target = el;
    for (const part of model.get("spec")) {
      if (part.kind === "fold") {
        const fold = make("details", { class: "st-fold", "data-fold": part.label, name: part.group ? `${prefix}-${part.group}` : null, open: folds.get(part.label) ?? part.open },
          make("summary", {}, symbol(part), make("span", { text: part.label }), make("span", { class: "st-aside", text: part.aside ?? "" })));
        el.append(fold);
        target = fold;
        // What stands beside the heading may change while a slider below is being dragged.
        if (part.id) parts.set(part.id, { set: (value) => { fold.querySelector(".st-aside").textContent = value; } });
        continue;
      }
      if (part.kind === "end") {
        target = el;
        continue;
      }
      const drawn = drawers[part.kind](part, put, prefix, press);
      if (part.id) parts.set(part.id, drawn);
      target.append(drawn.node);
    }
    fill();
    if (!held) return;
    // Who works by keyboard stays at the same control, or with the group where that control is gone.
    const again = focused && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
    if (document.activeElement !== again) el.focus({ preventScroll: true });
  };
  model.on("change:spec", draw);
  model.on("change:values", fill);
  draw();
  return () => {
    model.off("change:spec", draw);
    model.off("change:values", fill);
  };
}
