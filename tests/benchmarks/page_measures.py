"""How a page is measured: bytes over the websocket, memory of its kernel, and from slider to figure."""

import json
import math
import os
import statistics
import subprocess
import sys
from pathlib import Path

MOVE = """
async ([selector, plain, moves]) => {
  const control = document.querySelector(selector);
  const plot = document.querySelector(plain ? ".js-plotly-plot" : ".st-plot");
  const times = [];
  for (let move = 0; move < moves; move += 1) {
    const seen = new Promise((resolve) => {
      const watcher = new MutationObserver((changes) => {
        // The lines themselves: plotly's own widget empties its layer of names long before they move.
        if (changes.some((change) => change.target.closest(".scatterlayer"))) {
          watcher.disconnect();
          resolve(performance.now());
        }
      });
      watcher.observe(plot, { subtree: true, attributes: true, attributeFilter: ["d"], childList: true });
    });
    const start = performance.now();
    if (plain) {
      const key = move % 2 ? "ArrowLeft" : "ArrowRight";
      control.dispatchEvent(new KeyboardEvent("keydown", { key, code: key, bubbles: true, keyCode: move % 2 ? 37 : 39 }));
    } else {
      control.value = Number(control.value) + (move % 2 ? -1 : 1) * Number(control.step);
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const end = await Promise.race([seen, new Promise((resolve) => setTimeout(() => resolve(NaN), 4000))]);
    times.push(end - start);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return times;
}
"""


def slider_to_figure_ms(page, selector, *, plain, moves=30):
    """Return the milliseconds from each move of a slider to the first change of the drawing's lines."""
    return page.evaluate(MOVE, [selector, plain, moves])


def median(values):
    """Return the median of the moves that came through."""
    return statistics.median(value for value in values if value is not None and not math.isnan(value))


def kernel_pids(server_pid):
    """Return the kernels that a server has started."""
    import psutil

    children = psutil.Process(server_pid).children(recursive=True)
    return [child.pid for child in children if any("ipykernel" in word for word in child.cmdline())]


def pss_mb(pid):
    """Return the proportional memory of a process in MB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError("no Pss")


BARE = "import ipywidgets, anywidget, numpy, pydantic, yaml"


def bare_kernel_pss_mb():
    """Return the memory of a kernel that imports what every page needs, and nothing of ours."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute_interactive(BARE, timeout=60, silent=True)
        return pss_mb(manager.provisioner.pid)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def import_seconds(statement):
    """Return the seconds that a fresh Python takes for a statement, its own start left out; best of five."""
    code = f"import time; t = time.perf_counter()\n{statement}\nprint(time.perf_counter() - t)"
    runs = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
            ).stdout
        )
        for _ in range(5)
    ]
    return min(runs)


def said(**figures):
    """Print figures so that a log holds them."""
    print("\nMEASURED " + json.dumps({key: round(value, 3) for key, value in figures.items()}), flush=True)
