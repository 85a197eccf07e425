// Shows a plotly figure that Python describes: a small specification, and arrays as raw bytes beside
// it. A change of the arrays alone redraws the lines that it touches; a change of the specification redraws all.

const here = new URL(".", import.meta.url);
let loading;

function plotly() {
  loading ??= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly);
    const script = document.createElement("script");
    script.src = new URL("plotly-basic.min.js?v=4.1.1", here).href;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("plotly did not load"));
    document.head.append(script);
  });
  return loading;
}

const kinds = { f4: Float32Array, i4: Int32Array };

function numbers(bytes, dtype) {
  const view = bytes instanceof DataView ? bytes : new DataView(bytes.buffer ?? bytes);
  return new kinds[dtype](view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

function unpack(value, arrays) {
  // {"@": key} stands where an array belongs.
  if (Array.isArray(value)) return value.map((part) => unpack(part, arrays));
  if (value && typeof value === "object") {
    if ("@" in value) return numbers(arrays[value["@"]], value.dtype);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpack(part, arrays)]));
  }
  return value;
}

const at = (object, keys) => keys.reduce((part, key) => part?.[key], object);

const alike = (one, other) => one.length === other?.length && one.every((value, index) => Object.is(value, other[index]));

function putNumbers(plot, spec, arrays) {
  // Puts new arrays into what is drawn; returns the traces that they touch.
  const touched = new Set();
  for (const [key, bytes] of Object.entries(arrays)) {
    const [index, ...keys] = key.split(".");
    const values = numbers(bytes, at(spec.data[index], keys).dtype);
    if (alike(values, at(plot.data[index], keys))) continue;
    for (const trace of [plot.data[index], plot._fullData[index]]) at(trace, keys.slice(0, -1))[keys.at(-1)] = values;
    touched.add(Number(index));
  }
  return touched;
}

const fillsTo = (trace) => trace?.fill?.startsWith("tonext") ?? false;

function redrawLines(plot, touched) {
  // What `Plotly.animate` does in the end, without its look at every default of the figure, and only for the
  // traces that are touched. These are plotly's inner parts; we ship the version that has them.
  const place = (trace) => trace.xaxis + trace.yaxis;
  // A band hangs on the line before it: both are drawn, whichever moved.
  plot._fullData.forEach((trace, index) => {
    if (!fillsTo(trace) || !(touched.has(index) || touched.has(index - 1))) return;
    touched.add(index - 1).add(index);
  });
  const spans = new Map();
  for (const index of [...touched].sort((one, other) => one - other)) {
    const trace = plot._fullData[index];
    if (trace.visible !== true) continue;
    if (trace.x && trace.y) trace._length = Math.min(trace.x.length, trace.y.length);
    const points = trace._module.calc(plot, trace);
    points[0] = { ...plot.calcdata[index][0], ...points[0], trace, t: {} };
    plot.calcdata[index] = points;
    const span = spans.get(place(trace));
    if (span) span.last = index;
    else spans.set(place(trace), { first: index, last: index });
  }
  for (const [name, { first, last }] of spans) {
    const row = plot._fullLayout._plots[name];
    // From the first to the last of them: with a gap, plotly would bring those in the gap to another depth.
    const there = plot.calcdata.filter(([{ trace }]) => trace.visible === true && place(trace) === name && trace.index >= first && trace.index <= last);
    there[0][0].trace._module.plot(plot, row, there, row.plot.select(".scatterlayer"), { duration: 0 });
  }
}

const GROWING = new Set(["size", "xshift", "yshift", "standoff"]);

function scaled(layout, scale) {
  // Type in figures grows with the page's type, for a projector.
  if (scale === 1) return layout;
  const grow = (value) => {
    if (Array.isArray(value)) return value.map((part) => grow(part));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, GROWING.has(name) && typeof part === "number" ? part * scale : grow(part)]));
    }
    return value;
  };
  const grown = grow(layout);
  if (layout.height) grown.height = layout.height * (0.2 + 0.8 * scale);
  if (grown.margin) for (const side of Object.keys(grown.margin)) grown.margin[side] *= scale;
  return grown;
}

function thicker(data, scale) {
  // Lines too: a thin one is gone at the back of the hall.
  if (scale === 1) return data;
  const grown = (part, key) => (typeof part?.[key] === "number" ? { ...part, [key]: part[key] * scale } : part);
  return data.map((trace) => ({
    ...trace,
    ...(trace.line && { line: grown(trace.line, "width") }),
    ...(trace.marker && { marker: grown(trace.marker, "size") }),
    ...(trace.textfont && { textfont: grown(trace.textfont, "size") }),
  }));
}

function merged(base, extra) {
  if (!extra) return base;
  const out = { ...base };
  for (const [key, value] of Object.entries(extra)) {
    out[key] = value && typeof value === "object" && !Array.isArray(value) ? merged(base[key] ?? {}, value) : value;
  }
  return out;
}

function tableOf({ head, rows, caption }) {
  const table = document.createElement("table");
  table.createCaption().textContent = caption;
  const top = table.createTHead().insertRow();
  for (const text of head) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = text;
    top.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((text, index) => {
      const cell = document.createElement(index ? "td" : "th");
      if (!index) cell.scope = "row";
      cell.textContent = text;
      line.append(cell);
    });
  }
  return table;
}

export async function render({ model, el }) {
  el.classList.add("st-figure");
  const plot = document.createElement("div");
  plot.className = "st-plot";
  plot.setAttribute("role", "img");
  const twin = document.createElement("details");
  twin.className = "st-fold st-twin";
  const summary = document.createElement("summary");
  summary.textContent = "Show as a table";
  const frame = document.createElement("div");
  frame.className = "st-scroll";
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  twin.append(summary, frame);
  el.append(plot, twin);

  const lib = await plotly().catch(() => null);
  if (!lib) {
    plot.textContent = "The drawing library did not load. The table below holds the same numbers.";
  }
  let shown = null;
  let asked = false;
  let drawn = 0;
  let letGo = null;
  let reader = null;
  let pans = false;
  let seen = null;
  let busy = false;
  let again = false;

  // Read once until the size changes: each look at a width makes the browser lay out the page.
  let room = { width: 0 };
  let known = false;
  const measure = () => {
    if (known && room.width) return room;
    const scale = Number(getComputedStyle(document.documentElement).getPropertyValue("--st-scale")) || 1;
    const now = { width: el.clientWidth, plot: plot.clientWidth || el.clientWidth, scale };
    if (Object.keys(now).some((side) => now[side] !== room[side])) room = { ...now, narrow: now.width < 560 };
    known = true;
    return room;
  };

  function draw() {
    if (!lib || !el.isConnected || measure().width === 0) return;
    const spec = model.get("spec");
    const arrays = model.get("arrays");
    if (!spec.data) return;
    if (busy) {
      // Two drawings at once leave lines of one and axes of the other: the last wish is drawn after this one.
      again = true;
      return;
    }
    plot.setAttribute("aria-label", model.get("reading"));
    const look = room;
    if (spec === shown?.spec && look === shown.look && shown.lines) {
      if (arrays === shown.arrays) return;
      try {
        redrawLines(plot, putNumbers(plot, spec, arrays));
      } catch {
        all(spec, arrays, look);
      }
    } else {
      all(spec, arrays, look);
    }
    shown = { spec, look, arrays, lines: spec.data.every((trace) => trace.type === "scatter") };
    drawn += 1;
    plot.dataset.drawn = String(drawn);
    if (spec.handles && !letGo) watchHandles();
    if (spec.day && !reader) readDays();
    reader?.again?.();
    if (twin.open) ask();
  }
  function all(spec, arrays, { narrow, scale, plot: width }) {
    const layout = { ...scaled(merged(spec.layout, narrow ? spec.narrow : null), scale) };
    layout.width = width;
    const whole = layout.meta?.whole;
    plot.classList.toggle("st-pans", Boolean(whole));
    if (whole && seen && seen[0] >= whole[0]) layout.xaxis = { ...layout.xaxis, range: seen };
    if (whole && !pans) watchFinger();
    busy = true;
    const settings = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false };
    const data = thicker(unpack(spec.data, arrays), scale);
    Promise.resolve(lib.react(plot, data, layout, settings)).catch(() => {}).finally(() => {
      busy = false;
      if (again) {
        again = false;
        draw();
      }
    });
  }
  const part = (name) => import(new URL(`${name}.js${new URL(import.meta.url).search}`, here));
  async function watchFinger() {
    pans = true;
    const { panning } = await part("panning");
    const limits = () => (measure().narrow ? model.get("spec").narrow?.meta?.whole : null);
    const set = (range) => {
      seen = range;
      lib.relayout(plot, { "xaxis.range": range });
    };
    panning({ plot, limits, set });
  }
  async function watchHandles() {
    letGo = () => {};
    const { dragging } = await part("dragging");
    const ends = (trace) => [Math.min(...plot.data[trace].x), Math.max(...plot.data[trace].x)];
    letGo = dragging({ plot, handles: () => model.get("spec").handles ?? [], stretch: ends, send: (what) => model.send(what) });
  }
  async function readDays() {
    reader = {};
    const { reading } = await part("day");
    reader = reading({ plot, spec: () => model.get("spec").day });
  }
  let planned = 0;
  const soon = () => {
    known = false;
    cancelAnimationFrame(planned);
    planned = requestAnimationFrame(draw);
  };
  const ask = () => {
    asked = true;
    model.send({ table: true });
  };
  twin.addEventListener("toggle", () => twin.open && ask());
  const answer = (message) => {
    if (!message.table || !asked) return;
    frame.setAttribute("aria-label", message.table.caption);
    frame.replaceChildren(tableOf(message.table));
  };
  // Specification and arrays come in one message: one drawing for both.
  model.on("change", draw);
  model.on("msg:custom", answer);
  document.addEventListener("st:scale", soon);
  const watcher = new ResizeObserver(soon);
  watcher.observe(el);
  draw();
  return () => {
    watcher.disconnect();
    letGo?.();
    reader?.end?.();
    document.removeEventListener("st:scale", soon);
    model.off("change", draw);
    model.off("msg:custom", answer);
    if (lib) lib.purge(plot);
  };
}
