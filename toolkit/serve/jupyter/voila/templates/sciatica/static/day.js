// Reads one day of a figure over weeks: under the mouse, under a finger, or by the arrow keys. Plotly's own labels
// would read one row of such a figure at a time, and none where an event is shaded over it.

const inside = (from, to, x) => x >= from - 1e-4 && x < to - 1e-4;

export function reading({ plot, spec }) {
  const box = document.createElement("div");
  const line = document.createElement("div");
  box.className = "st-day";
  line.className = "st-day-line";
  const keys = document.createElement("input");
  Object.assign(keys, { type: "range", className: "st-day-keys", min: 1, step: 1 });
  keys.setAttribute("aria-label", "Read the figure day by day");
  plot.after(keys);
  let shown = null;
  let planned = 0;

  const axis = () => plot._fullLayout?.xaxis;

  function values({ kind, traces }, from, to) {
    const found = [];
    for (const place of traces) {
      const { x, y } = plot.data[place] ?? {};
      if (!x) return [];
      if (kind === "span") return Math.min(...x) < to - 1e-4 && Math.max(...x) > from + 1e-4 ? [[]] : [];
      const step = kind === "stems" ? 3 : 1;
      const here = [];
      for (let index = kind === "stems" ? 1 : 0; index < x.length; index += step) {
        if (inside(from, to, x[index]) && (kind === "moment" || Number.isFinite(y[index]))) here.push(y[index]);
      }
      if (kind === "moment") return here.length ? [[]] : [];
      found.push(here);
    }
    if (kind === "stems") return found.flat().sort((one, other) => other - one).map((value) => [value]);
    return found.every((here) => here.length) ? [found.map((here) => here[0])] : [];
  }

  function words(day, { days, lines }) {
    const [from, to] = [(day - days) / 7, (day + 1 - days) / 7];
    return lines.flatMap((said) => {
      const all = values(said, from, to);
      if (!all.length) return said.none ? [said.none] : [];
      return all.map((numbers) => {
        const rest = [...numbers];
        return said.words.replaceAll("{}", () => rest.shift().toFixed(said.decimals));
      });
    });
  }

  function show(day) {
    const what = spec();
    const x = axis();
    if (!what || !x || !plot._fullLayout._size) return hide();
    shown = Math.min(Math.max(day, 0), what.days - 1);
    const before = what.days - shown;
    const title = document.createElement("strong");
    title.textContent = before === 1 ? "the last day before" : `${before} days before`;
    const week = document.createElement("span");
    week.textContent = ` \u00b7 week \u2212${Math.ceil(before / 7)}`;
    const said = words(shown, what);
    box.replaceChildren(title, week, ...said.map((text) => Object.assign(document.createElement("div"), { textContent: text })));
    const { t, h } = plot._fullLayout._size;
    const at = x._offset + x.d2p((shown + 0.5 - what.days) / 7);
    line.style.cssText = `left:${at}px;top:${t}px;height:${h}px`;
    // Beside the line, on the side with more room.
    const left = at > plot.clientWidth / 2;
    box.style.cssText = `top:${t + 4}px;${left ? `right:${plot.clientWidth - at + 8}px` : `left:${at + 8}px`}`;
    if (!box.isConnected) plot.append(line, box);
    keys.max = what.days;
    keys.value = shown + 1;
    keys.setAttribute("aria-valuetext", [title.textContent, ...said].join(", "));
  }

  function hide() {
    shown = null;
    box.remove();
    line.remove();
  }

  function under(event) {
    const { days } = spec() ?? {};
    const x = axis();
    const size = plot._fullLayout?._size;
    if (!days || !x || !size) return hide();
    const edge = plot.getBoundingClientRect();
    const [px, py] = [event.clientX - edge.left, event.clientY - edge.top];
    const day = Math.floor(7 * x.p2d(px - x._offset) + days);
    const off = px < x._offset || px > x._offset + x._length || py < size.t || py > size.t + size.h;
    if (off || day < 0 || day >= days) return hide();
    show(day);
  }

  const soon = (event) => {
    cancelAnimationFrame(planned);
    planned = requestAnimationFrame(() => under(event));
  };
  const leave = (event) => {
    cancelAnimationFrame(planned);
    if (event.pointerType === "mouse" && document.activeElement !== keys) hide();
  };
  // A finger asks with a tap: one that moves on scrolls the page or the weeks.
  let put = null;
  const down = (event) => {
    put = [event.clientX, event.clientY];
    if (event.pointerType === "mouse") return;
    if (!plot.contains(event.target)) hide();
  };
  const up = (event) => {
    if (event.pointerType === "mouse" || !put || !plot.contains(event.target)) return;
    if (Math.hypot(event.clientX - put[0], event.clientY - put[1]) < 8) under(event);
  };
  const move = (event) => {
    if (event.pointerType === "mouse") soon(event);
    else if (put && Math.hypot(event.clientX - put[0], event.clientY - put[1]) >= 8) hide();
  };
  const key = () => show(Number(keys.value) - 1);
  plot.addEventListener("pointermove", move);
  plot.addEventListener("pointerleave", leave);
  document.addEventListener("pointerdown", down);
  plot.addEventListener("pointerup", up);
  keys.addEventListener("input", key);
  keys.addEventListener("focus", key);
  keys.addEventListener("blur", hide);
  return {
    // Where the figure was drawn anew, the same day is read again.
    again: () => shown !== null && show(shown),
    end: () => {
      hide();
      keys.remove();
      document.removeEventListener("pointerdown", down);
    },
  };
}
