// Shows text that Python wrote and escaped; passes presses on its marked buttons back, by name only.

export function render({ model, el }) {
  const apply = () => {
    const open = new Set([...el.querySelectorAll("details[open][data-fold]")].map((node) => node.dataset.fold));
    const focus = el.contains(document.activeElement) ? document.activeElement.dataset?.act : null;
    el.innerHTML = model.get("html");
    for (const node of el.querySelectorAll("details[data-fold]")) if (open.has(node.dataset.fold)) node.open = true;
    if (focus) el.querySelector(`[data-act="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    for (const dialog of el.querySelectorAll("dialog[data-show]")) if (!dialog.open) dialog.showModal();
    document.dispatchEvent(new CustomEvent("st:links"));
  };
  const live = () => {
    const kind = model.get("live");
    if (kind) el.setAttribute("aria-live", kind);
  };
  el.classList.add("st-prose");
  const press = (event) => {
    const button = event.target.closest("[data-act]");
    if (!button || !el.contains(button)) return;
    event.preventDefault();
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
