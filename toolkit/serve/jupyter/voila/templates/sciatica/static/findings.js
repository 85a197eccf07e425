// A sheet of findings: questions and tests in folds, each with its answers side by side, a list, or a number.
// '–' is 'not asked'. One message a change; a finding that stands in two places moves in both.

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

const NOT_ASKED = "–";
let sheets = 0;

const drawers = {
  segments(row, name, put) {
    const inputs = [];
    const line = make("div", { class: "st-segments" });
    for (const [value, label] of [["", NOT_ASKED], ...row.levels]) {
      const input = make("input", { type: "radio", name, value, id: `${name}-${value || "open"}` });
      input.addEventListener("change", () => input.checked && put(row.id, value || null));
      inputs.push(input);
      line.append(input, make("label", { for: input.id, title: value ? null : "not asked", text: label }));
    }
    const set = (value) => {
      for (const input of inputs) input.checked = input.value === (value ?? "");
    };
    return { node: line, set };
  },
  list(row, name, put) {
    const list = make("select", { id: name, "aria-labelledby": `${name}-ask` });
    for (const [value, label] of [["", `${NOT_ASKED} not asked`], ...row.levels]) list.append(make("option", { value, text: label }));
    list.addEventListener("change", () => put(row.id, list.value || null));
    return { node: make("div", { class: "st-finding-list" }, list), set: (value) => { list.value = value ?? ""; } };
  },
  number(row, name, put) {
    const box = make("input", {
      type: "number", id: name, class: "st-number", inputmode: "decimal", placeholder: NOT_ASKED, step: 1,
      min: row.least, max: row.most, "aria-labelledby": `${name}-ask ${name}-unit`,
    });
    const meaning = make("span", { class: "st-finding-meaning" });
    const clear = make("button", { type: "button", class: "st-finding-clear", "aria-label": `${row.ask}: not asked`, text: "×" });
    box.addEventListener("change", () => put(row.id, box.value === "" ? null : Number(box.value)));
    clear.addEventListener("click", () => put(row.id, null));
    const node = make("div", { class: "st-finding-number" }, box, make("span", { class: "st-unit", id: `${name}-unit`, text: row.unit }), clear, meaning);
    const set = (value) => {
      const level = typeof value === "string" ? value : value === undefined ? null : row.levelOf(value);
      if (document.activeElement !== box || value === undefined) box.value = typeof value === "number" ? value : "";
      meaning.textContent = level ? row.words[level] ?? "" : "";
      clear.hidden = value === undefined;
    };
    return { node, set };
  },
};

function withMeaning(row) {
  row.words = Object.fromEntries(row.levels);
  row.levelOf = (value) => {
    const worse = row.worse === "more" ? (cut) => value >= cut : (cut) => value < cut;
    return row.levels[(row.cuts ?? []).filter(worse).length]?.[0];
  };
  return row;
}

export function render({ model, el }) {
  el.classList.add("st-controls", "st-findings");
  const prefix = `sf${(sheets += 1)}`;
  let places = [];
  let folds = [];

  const before = new Map();
  const put = (id, value) => {
    const values = { ...model.get("values") };
    before.set(id, values[id]);
    if (value === null) delete values[id];
    else values[id] = value;
    // What a person answered is what the model holds, before the kernel has heard of it.
    model.set("values", values);
    fill(values);
    model.send({ set: id, value });
  };
  const fill = (values) => {
    for (const place of places) place.set(values[place.id] ?? undefined);
    for (const fold of folds) {
      const asked = fold.ids.filter((id) => id in values).length;
      fold.count.textContent = `${asked} of ${fold.ids.length}`;
      fold.count.classList.toggle("st-finding-some", asked > 0);
    }
  };
  const now = () => fill(model.get("values"));
  const refused = (message) => {
    if (!message.refused) return;
    const values = { ...model.get("values") };
    const old = before.get(message.refused);
    if (old === undefined) delete values[message.refused];
    else values[message.refused] = old;
    model.set("values", values);
    if (el.contains(document.activeElement) && document.activeElement.type === "number") document.activeElement.value = "";
    now();
  };

  const rowOf = (row, at) => {
    const name = `${prefix}-${at}-${row.id}`;
    const drawn = drawers[row.kind](row, name, put);
    const grouped = row.kind === "segments";
    const how = row.how && make("button", { type: "button", class: "st-finding-how", "aria-label": `How to, and what it is worth: ${row.ask}`, title: "How to, and what it is worth", text: "?" });
    how?.addEventListener("click", () => model.send({ how: row.id }));
    const words = make("span", { class: "st-finding-words" },
      make("span", { id: `${name}-ask`, text: row.ask }), row.plain && make("span", { class: "st-finding-plain", text: row.plain }));
    places.push({ id: row.id, set: drawn.set });
    return make(grouped ? "fieldset" : "div", { class: `st-finding st-finding-${row.kind}${row.wide ? " st-finding-wide" : ""}`, "data-finding": row.id, "data-words": `${row.ask} ${row.plain ?? ""}`.toLowerCase() },
      make(grouped ? "legend" : "div", { class: "st-finding-ask" }, words, how), drawn.node);
  };

  const draw = () => {
    const open = new Set([...el.querySelectorAll("details[open]")].map((node) => node.dataset.fold));
    const rows = new Map(model.get("rows").map((row) => [row.id, withMeaning({ ...row })]));
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", model.get("label"));
    el.replaceChildren();
    places = [];
    folds = [];
    if (model.get("search")) el.append(search());
    model.get("groups").forEach((group, at) => {
      const count = make("span", { class: "st-aside" });
      const fold = make("details", { class: "st-fold", "data-fold": group.title, open: group.open || open.has(group.title) },
        make("summary", {}, make("span", { text: group.title }), count));
      if (group.note) fold.append(make("p", { class: "st-note", text: group.note }));
      for (const id of group.rows) if (rows.has(id)) fold.append(rowOf(rows.get(id), at));
      folds.push({ ids: group.rows, count, node: fold, usual: group.open });
      el.append(fold);
    });
    now();
  };

  const search = () => {
    const id = `${prefix}-search`;
    const box = make("input", { type: "search", id, class: "st-finding-search", placeholder: "Find a question or test" });
    box.addEventListener("input", () => {
      const wanted = box.value.trim().toLowerCase();
      for (const [at, fold] of folds.entries()) {
        let any = false;
        for (const row of fold.node.querySelectorAll(".st-finding")) {
          // the first fold repeats rows of the others: a search looks through the others
          row.hidden = Boolean(wanted) && (at === 0 || !row.dataset.words.includes(wanted));
          any ||= !row.hidden;
        }
        fold.node.hidden = Boolean(wanted) && !any;
        if (wanted && any) fold.node.open = true;
      }
    });
    return make("div", { class: "st-finding-find" }, make("label", { for: id, class: "st-unseen", text: "Find a question or test" }), box);
  };

  model.on("change:rows", draw);
  model.on("change:groups", draw);
  model.on("change:values", now);
  model.on("msg:custom", refused);
  draw();
  return () => {
    model.off("change:rows", draw);
    model.off("change:groups", draw);
    model.off("change:values", now);
    model.off("msg:custom", refused);
  };
}
