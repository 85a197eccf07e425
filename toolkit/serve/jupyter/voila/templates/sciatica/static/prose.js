// Shows text that Python wrote and escaped; passes presses on its marked buttons back, by name only.

function bring(place, to) {
  place.scrollIntoView({ block: "start" });
  to.tabIndex = -1;
  to.focus({ preventScroll: true });
}

export function render({ model, el }) {
  let here;
  const apply = () => {
    const folds = [...el.querySelectorAll("details[data-fold]")];
    const open = new Set(folds.filter((node) => node.open).map((node) => node.dataset.fold));
    const shut = new Set(folds.filter((node) => !node.open).map((node) => node.dataset.fold));
    const focus = el.contains(document.activeElement) ? document.activeElement.dataset?.act : null;
    el.innerHTML = model.get("html");
    const narrow = matchMedia("(max-width: 700px)").matches;
    for (const node of el.querySelectorAll("details[data-fold]")) {
      const first = node.open && !(narrow && "narrow" in node.dataset);
      node.open = open.has(node.dataset.fold) || (first && !shut.has(node.dataset.fold));
    }
    if (focus) el.querySelector(`[data-act="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    // A new step of the page begins where this text stands: who was far below is brought to it.
    const step = el.querySelector("[data-here]");
    const shown = document.body.classList.contains("st-ready");
    if (step && shown && here !== undefined && step.dataset.here !== here) {
      // What stood open beside it, to choose by, is done with.
      for (const node of el.closest(".st-card")?.querySelectorAll("details.st-fold[open]") ?? []) node.open = false;
      bring(el, step);
    }
    here = step?.dataset.here ?? here;
    for (const dialog of el.querySelectorAll("dialog[data-show]")) {
      // Escape closes it too: the kernel must know, or the same card would not open again.
      dialog.addEventListener("close", () => model.send({ act: "card:close" }));
      dialog.showModal();
    }
    document.dispatchEvent(new CustomEvent("st:links"));
  };
  const live = () => {
    const kind = model.get("live");
    if (kind) el.setAttribute("aria-live", kind);
  };
  el.classList.add("st-prose");
  const press = (event) => {
    const way = event.target.closest("[data-go]");
    const goal = way && document.querySelector(`.${CSS.escape(way.dataset.go)}`);
    if (goal) bring(goal, goal);
    const button = event.target.closest("[data-act]");
    if (!button || !el.contains(button)) return;
    event.preventDefault();
    // The browser's own closing gives the focus back to what opened the card.
    const dialog = button.dataset.act === "card:close" && button.closest("dialog[data-show]");
    if (dialog) {
      dialog.close();
      return;
    }
    model.send({ act: button.dataset.act });
  };
  el.addEventListener("click", press);
  model.on("change:html", apply);
  live();
  apply();
  return () => {
    el.removeEventListener("click", press);
    model.off("change:html", apply);
  };
}
