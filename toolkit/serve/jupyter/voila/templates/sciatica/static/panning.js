// A finger moves the weeks of a figure that shows only some of them; up and down it scrolls the page as anywhere.

const BEGINS_PX = 6;

export function panning({ plot, limits, set }) {
  let start = null;
  let planned = 0;

  function begin(event) {
    const line = plot._fullLayout?.xaxis;
    if (!event.isPrimary || event.button > 0 || !line || !limits()) return;
    start = { x: event.clientX, y: event.clientY, range: [...line.range], perPx: (line.range[1] - line.range[0]) / line._length, moving: false };
  }

  function move(event) {
    if (!start) return;
    const far = event.clientX - start.x;
    if (!start.moving) {
      if (Math.abs(far) < BEGINS_PX || Math.abs(far) < Math.abs(event.clientY - start.y)) return;
      start.moving = true;
      plot.setPointerCapture(event.pointerId);
    }
    const [low, high] = limits();
    const [from, to] = start.range;
    const by = Math.min(Math.max(-far * start.perPx, low - from), high - to);
    cancelAnimationFrame(planned);
    planned = requestAnimationFrame(() => set([from + by, to + by]));
  }

  const end = () => {
    start = null;
  };
  plot.addEventListener("pointerdown", begin);
  plot.addEventListener("pointermove", move);
  plot.addEventListener("pointerup", end);
  plot.addEventListener("pointercancel", end);
}
