// Takes hold of a stretch of a figure, or of its name above the figure, and moves it along the axis in whole
// steps. While it is held only a light preview moves; what it means is worked out once it is let go.

const NEAR_PX = { mouse: [4, 3], pen: [8, 8], touch: [10, 12] };

export function dragging({ plot, handles, stretch, send }) {
  let held = null;

  const axis = () => plot._fullLayout?.xaxis;

  function nameBox(name) {
    const index = (plot._fullLayout?.annotations ?? []).findIndex((note) => note.name === name && note.visible !== false);
    return index < 0 ? null : plot.querySelector(`.annotation[data-index="${index}"]`)?.getBoundingClientRect();
  }

  function under(event) {
    // A name is taken before a stretch, a narrow stretch before a wide one. A finger takes names alone: elsewhere it
    // scrolls the page and moves the weeks.
    const box = plot.getBoundingClientRect();
    const size = plot._fullLayout?._size;
    const line = axis();
    if (!size || !line) return null;
    const [nearX, nearY] = NEAR_PX[event.pointerType] ?? NEAR_PX.mouse;
    let best = null;
    for (const handle of handles()) {
      const name = nameBox(handle.name);
      const [from, to] = stretch(handle.trace);
      if (!Number.isFinite(from)) continue;
      const left = line._offset + line.d2p(from);
      const right = line._offset + line.d2p(to);
      let far = Infinity;
      const inX = name && event.clientX >= name.left - nearX && event.clientX <= name.right + nearX;
      if (inX && event.clientY >= name.top - nearY && event.clientY <= name.bottom + nearY) {
        far = Math.abs(event.clientY - (name.top + name.bottom) / 2) / 1000;
      } else if (event.pointerType !== "touch") {
        const [x, y] = [event.clientX - box.left, event.clientY - box.top];
        if (y >= size.t && y <= size.t + size.h && x >= left - 3 && x <= right + 3) far = 1 + right - left;
      }
      if (far < (best?.far ?? Infinity)) best = { far, handle, from, left, width: right - left };
    }
    return best;
  }

  function take(event) {
    if (held || !event.isPrimary || event.button > 0) return;
    const found = under(event);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    const size = plot._fullLayout._size;
    const preview = document.createElement("div");
    preview.className = "st-held";
    preview.style.cssText = `left:${found.left}px;width:${Math.max(found.width, 8)}px;top:${size.t}px;height:${size.h}px`;
    const word = document.createElement("span");
    preview.append(word);
    plot.append(preview);
    held = { ...found, preview, word, startX: event.clientX, steps: 0 };
    plot.setPointerCapture(event.pointerId);
    plot.classList.add("st-grabbing");
    document.addEventListener("keydown", escape, true);
    show();
  }

  function show() {
    const { handle, from, steps, preview, word } = held;
    const line = axis();
    preview.style.transform = `translateX(${line.d2p(from + steps) - line.d2p(from)}px)`;
    word.textContent = `${handle.unit} ${String(from + steps).replace("-", "\u2212")}`;
  }

  function move(event) {
    if (!held) {
      if (event.pointerType === "mouse" && !event.buttons) plot.classList.toggle("st-grab", Boolean(under(event)));
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const line = axis();
    const wanted = Math.round((event.clientX - held.startX) / Math.abs(line.d2p(1) - line.d2p(0)));
    const { first, last } = held.handle;
    const steps = Math.min(Math.max(held.from + wanted, first), last) - held.from;
    if (steps !== held.steps) {
      held.steps = steps;
      show();
    }
  }

  function letGo(event) {
    if (!held) return;
    const { handle, steps, preview } = held;
    preview.remove();
    plot.classList.remove("st-grabbing", "st-grab");
    document.removeEventListener("keydown", escape, true);
    held = null;
    if (event?.type === "pointerup" && steps) send({ drag: handle.name, steps });
  }

  function escape(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    letGo();
  }

  // The drawing library listens to mouse and touch itself: what is held is not its business.
  const keep = (event) => {
    if (!held) return;
    event.preventDefault();
    event.stopPropagation();
  };
  plot.addEventListener("pointerdown", take, true);
  plot.addEventListener("pointermove", move, true);
  plot.addEventListener("pointerup", letGo, true);
  plot.addEventListener("pointercancel", letGo, true);
  for (const kind of ["mousedown", "touchstart", "touchmove"]) plot.addEventListener(kind, keep, { capture: true, passive: false });
  return () => letGo();
}
