// Asks the kernel for one step after the other, shows how far it is, and stops when told.

const make = (tag, attributes = {}) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") node.textContent = value;
    else node.setAttribute(key, value);
  }
  return node;
};

export function render({ model, el }) {
  const bar = make("progress", { "aria-label": model.get("what") });
  const said = make("p", { class: "st-small", role: "status" });
  const more = make("button", { type: "button", class: "st-button", text: model.get("more") });
  const stop = make("button", { type: "button", class: "st-button", text: "Stop" });
  const row = make("p", { class: "st-buttons" });
  row.append(more, stop);
  el.classList.add("st-steps");
  el.append(bar, said, row);
  let stopped = false;
  let asked = -1;

  const next = () => {
    const [done, goal] = [model.get("done"), model.get("goal")];
    if (stopped || done >= goal || asked === done || !el.isConnected) return;
    asked = done;
    model.send({ step: true });
  };
  const show = () => {
    const [done, goal] = [model.get("done"), model.get("goal")];
    bar.max = Math.max(goal, 1);
    bar.value = done;
    const busy = done < goal && !stopped;
    said.textContent = `${done.toLocaleString("en-GB")} ${model.get("what")}${busy ? `, on the way to ${goal.toLocaleString("en-GB")}` : ""}`;
    stop.disabled = !busy;
    more.disabled = busy || goal >= model.get("most");
    setTimeout(next, 0);
  };
  more.addEventListener("click", () => {
    stopped = false;
    asked = -1;
    if (model.get("done") < model.get("goal")) show();
    else model.send({ more: true });
  });
  stop.addEventListener("click", () => {
    stopped = true;
    show();
  });
  const moved = () => {
    // Another goal or another population: what was stopped goes on.
    if (model.get("done") < asked) asked = -1;
    show();
  };
  model.on("change:done", moved);
  model.on("change:goal", moved);
  show();
  return () => {
    model.off("change:done", moved);
    model.off("change:goal", moved);
  };
}
