// The body chart: front and back, left and right. A quality is chosen, then zones are shaded by mouse, touch or
// keyboard (arrows move from zone to zone, Enter or Space shades). The text twin below says the same in words.

const NS = "http://www.w3.org/2000/svg";
const PATTERNS = {
  sharp: { colour: "#B3261E", mark: "M0 10L10 0M-2 2L2 -2M8 12L12 8" },
  burning: { colour: "#C4500A", mark: "M2 2L8 8M8 2L2 8" },
  dull: { colour: "#0072B2", mark: "M5 3.4A1.6 1.6 0 1 0 5 6.6A1.6 1.6 0 1 0 5 3.4" },
  tingling: { colour: "#00795C", mark: "M0 5L2.5 2L5 5L7.5 8L10 5" },
  numb: { colour: "#7B3FA0", mark: "M0 2.5H10M0 7.5H10" },
};
const here = new URL(".", import.meta.url);
let drawing;
let charts = 0;

const text = () => (drawing ??= fetch(new URL(`body.svg${new URL(import.meta.url).search}`, here)).then((answer) => answer.text()));

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

const svg = (tag, attributes) => {
  const node = document.createElementNS(NS, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

function swatch(quality, prefix) {
  const frame = svg("svg", { viewBox: "0 0 20 20", class: "st-body-swatch", "aria-hidden": "true" });
  frame.append(svg("rect", { width: 20, height: 20, rx: 4, fill: `url(#${prefix}-${quality})` }));
  return frame;
}

export async function render({ model, el }) {
  const prefix = `sb${(charts += 1)}`;
  const locked = model.get("locked");
  const qualities = model.get("qualities");
  const names = new Map(model.get("zones").map(([id, name, middle]) => [id, { name, middle }]));
  el.classList.add("st-body-chart");
  const picture = make("div", { class: "st-body-picture" });
  picture.innerHTML = (await text()).replaceAll("st-back", `${prefix}-back`).replaceAll("st-front", `${prefix}-front`)
    .replaceAll("st-sole", `${prefix}-sole`).replaceAll("st-foot", `${prefix}-foot`);
  const chart = picture.querySelector("svg");
  const defs = chart.querySelector("defs");
  for (const [quality, { colour, mark }] of Object.entries(PATTERNS)) {
    const pattern = svg("pattern", { id: `${prefix}-${quality}`, width: 10, height: 10, patternUnits: "userSpaceOnUse" });
    pattern.append(svg("rect", { width: 10, height: 10, fill: colour, opacity: 0.16 }), svg("path", { d: mark, stroke: colour, "stroke-width": 1.8, fill: quality === "dull" ? colour : "none" }));
    defs.append(pattern);
  }
  const blur = svg("filter", { id: `${prefix}-blur`, x: "-30%", y: "-30%", width: "160%", height: "160%" });
  blur.append(svg("feGaussianBlur", { stdDeviation: 7 }));
  defs.append(blur);
  chart.setAttribute("aria-label", model.get("label"));
  if (locked) chart.setAttribute("role", "img");

  let quality = qualities[0]?.[0];
  let at = null;
  const zones = [...chart.querySelectorAll(".st-zone")];
  const key = (zone) => `${zone.dataset.zone}:${zone.dataset.side}`;
  const placed = (zone) => model.get("strokes").filter(([id, side]) => id === zone.dataset.zone && side === zone.dataset.side).map(([, , what]) => what);
  const placeName = (zone) => {
    const { name, middle } = names.get(zone.dataset.zone) ?? { name: zone.dataset.zone };
    return middle ? name : `${zone.dataset.side} ${name[0].toLowerCase()}${name.slice(1)}`;
  };
  const words = Object.fromEntries(qualities);

  const toggle = (id, side, what) => {
    const strokes = model.get("strokes");
    const there = strokes.some(([a, b, c]) => a === id && b === side && c === what);
    const next = there ? strokes.filter(([a, b, c]) => !(a === id && b === side && c === what)) : [...strokes, [id, side, what]];
    model.set("strokes", next);
    model.send({ toggle: [id, side, what] });
    paint();
  };

  // layers: overlay below, strokes above the zones, neither in the way of a finger
  const overlay = svg("g", { class: "st-body-overlay", "pointer-events": "none" });
  const marks = svg("g", { "pointer-events": "none" });
  for (const view of chart.querySelectorAll("[data-view]")) view.querySelector(".st-body-zones").before(overlay.cloneNode());
  for (const view of chart.querySelectorAll("[data-view]")) view.querySelector(".st-body-zones").after(marks.cloneNode());
  const layer = (zone, which) => {
    const group = zone.closest("[data-view]");
    return which === "overlay" ? group.querySelector(".st-body-overlay") : group.querySelector(".st-body-zones").nextElementSibling;
  };

  const paint = () => {
    for (const zone of zones) layer(zone, "marks").replaceChildren();
    for (const zone of zones) {
      const what = placed(zone);
      for (const each of what) {
        layer(zone, "marks").append(svg("path", { d: zone.getAttribute("d"), fill: `url(#${prefix}-${each})`, stroke: PATTERNS[each]?.colour ?? "none", "stroke-width": 1.2 }));
      }
      if (locked) continue;
      zone.setAttribute("aria-label", `${placeName(zone)}: ${what.map((each) => words[each] ?? each).join(", ") || "nothing"}`);
      zone.setAttribute("aria-pressed", what.length ? "true" : "false");
    }
    list();
  };
  const cover = () => {
    const shares = model.get("overlay");
    const sides = model.get("overlay_sides");
    for (const zone of zones) layer(zone, "overlay").replaceChildren();
    const frames = new Map();
    for (const zone of zones) {
      const share = shares[zone.dataset.zone];
      if (!share || (zone.dataset.side !== "middle" && !sides.includes(zone.dataset.side))) continue;
      // one blur over all zones of an outline, so that bands run into one another and stay inside it
      const clip = `url(#${zone.dataset.clip})`;
      if (!frames.has(clip)) {
        const frame = svg("g", { "clip-path": clip });
        const blurred = svg("g", { filter: `url(#${prefix}-blur)` });
        frame.append(blurred);
        layer(zone, "overlay").append(frame);
        frames.set(clip, blurred);
      }
      frames.get(clip).append(svg("path", { d: zone.getAttribute("d"), fill: "#C99700", opacity: 0.15 + 0.6 * share }));
    }
  };

  const middle = (zone) => {
    const box = zone.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const move = (zone, key_) => {
    const [x, y] = middle(zone);
    const along = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key_];
    let best = null;
    let least = Infinity;
    for (const other of zones) {
      if (other === zone) continue;
      const [a, b] = middle(other);
      const ahead = (a - x) * along[0] + (b - y) * along[1];
      const aside = Math.abs((a - x) * along[1]) + Math.abs((b - y) * along[0]);
      if (ahead > 1 && ahead + 2.5 * aside < least) {
        least = ahead + 2.5 * aside;
        best = other;
      }
    }
    if (best) focus(best);
  };
  const focus = (zone) => {
    at?.setAttribute("tabindex", "-1");
    at = zone;
    zone.setAttribute("tabindex", "0");
    zone.focus();
  };
  for (const [index, zone] of zones.entries()) {
    const title = svg("title", {});
    title.textContent = placeName(zone);
    zone.append(title);
    if (locked) continue;
    zone.setAttribute("role", "button");
    zone.setAttribute("tabindex", index === 0 ? "0" : "-1");
    if (index === 0) at = zone;
    zone.addEventListener("click", () => {
      focus(zone);
      toggle(zone.dataset.zone, zone.dataset.side, quality);
    });
    zone.addEventListener("keydown", (event) => {
      if (event.key.startsWith("Arrow")) move(zone, event.key);
      else if (event.key === "Enter" || event.key === " ") toggle(zone.dataset.zone, zone.dataset.side, quality);
      else return;
      event.preventDefault();
    });
  }

  const chooser = make("fieldset", { class: "st-body-qualities" }, make("legend", { text: locked ? "Qualities" : "Shade with" }));
  for (const [id, name] of qualities) {
    const input = make("input", { type: "radio", name: `${prefix}-quality`, id: `${prefix}-q-${id}`, value: id });
    input.checked = id === quality;
    input.addEventListener("change", () => { quality = id; });
    const label = make("label", { for: input.id }, swatch(id, prefix), make("span", { text: name }));
    if (locked) chooser.append(make("span", { class: "st-body-key" }, swatch(id, prefix), make("span", { text: name })));
    else chooser.append(input, label);
  }

  const twin = make("ul", { class: "st-body-list", "aria-live": "polite", "aria-label": "What is shaded" });
  const list = () => {
    const strokes = model.get("strokes");
    twin.replaceChildren(...strokes.map(([id, side, what]) => {
      const zone = zones.find((each) => each.dataset.zone === id && each.dataset.side === side);
      const item = make("li", {}, make("span", { text: `${zone ? placeName(zone) : id}: ${words[what] ?? what} ` }));
      if (!locked) {
        const off = make("button", { type: "button", class: "st-link", text: "take out" });
        off.addEventListener("click", () => toggle(id, side, what));
        item.append(off);
      }
      return item;
    }));
    if (!strokes.length) twin.append(make("li", { class: "st-muted", text: "Nothing is shaded." }));
  };

  const bar = make("div", { class: "st-body-side-bar" }, chooser);
  if (!locked) {
    const seen = new Map(zones.map((zone) => [key(zone), zone]));
    const select = make("select", { id: `${prefix}-add` });
    for (const [id, zone] of seen) select.append(make("option", { value: id, text: placeName(zone) }));
    const add = make("button", { type: "button", class: "st-button", text: "Shade it" });
    add.addEventListener("click", () => {
      const [id, side] = select.value.split(":");
      if (!model.get("strokes").some(([a, b, c]) => a === id && b === side && c === quality)) toggle(id, side, quality);
    });
    const clear = make("button", { type: "button", class: "st-button", text: "Clear the chart" });
    clear.addEventListener("click", () => {
      model.set("strokes", []);
      model.send({ clear: true });
      paint();
    });
    bar.append(
      make("div", { class: "st-body-add" }, make("label", { for: select.id, text: "Or by name" }), select, add),
      make("div", { class: "st-body-twin" }, make("h3", { text: "In words" }), twin),
      make("div", {}, clear));
  } else bar.append(make("div", { class: "st-body-twin" }, make("h3", { text: "In words" }), twin));
  el.append(picture, bar);
  model.on("change:strokes", paint);
  model.on("change:overlay", cover);
  model.on("change:overlay_sides", cover);
  paint();
  cover();
  return () => {
    model.off("change:strokes", paint);
    model.off("change:overlay", cover);
    model.off("change:overlay_sides", cover);
  };
}
