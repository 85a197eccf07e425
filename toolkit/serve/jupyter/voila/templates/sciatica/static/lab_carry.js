// In JupyterLab all notebooks stand in one window: what is set on one page goes to the next by its links,
// inside this window only, and nothing is stored. A line of Python keeps it for another day.

const carried = new Map();

// When a notebook is opened, JupyterLab sets its widgets once more to how it first found them: what is taken
// over before that would be half undone.
const SETTLED = 1500;

const make = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// The folder of the notebook in front, as JupyterLab's address names it.
function beside(file) {
  const path = decodeURIComponent(location.pathname.split("/tree/")[1] ?? "");
  return path.replace(/[^/]*$/, "") + file;
}

export function join({ model, el }) {
  let own;
  let waiting;
  const said = make("span", { role: "status", class: "st-muted" });

  const take = () => {
    const code = carried.get(own?.notebook);
    if (code === undefined) return;
    carried.delete(own.notebook);
    said.textContent = "What was set on the other page was taken over.";
    model.send({ arrive: code.slice(0, 20000) });
  };

  const row = ({ ways }) => {
    const links = ways.map(([file, name]) => make("a", { class: "st-button", href: file, "data-carry": "" }, name));
    const copy = make("button", { type: "button", class: "st-button" }, "Copy as a line of Python");
    copy.addEventListener("click", async () => {
      const code = model.get("code");
      const line = code ? `show("${own.page}", state="${code}")` : `show("${own.page}")`;
      if (await copied(line)) said.textContent = "Copied: a cell with this line opens the page as it is now.";
      else said.replaceChildren("Copy this into a cell: ", make("code", {}, line));
    });
    el.replaceChildren(make("p", { class: "st-lab-row" }, "Go on with what is set here: ", ...links, copy, said));
    el.hidden = false;
  };

  const heard = (message) => {
    if (!message.lab) return;
    own = message.lab;
    row(own);
    waiting = setTimeout(take, SETTLED);
  };

  // JupyterLab opens a notebook in this window for a link that names its command.
  const press = (event) => {
    const link = event.target.closest?.("a[data-carry]");
    if (!link || !el.closest(".st-app")?.contains(link)) return;
    const file = link.getAttribute("href").split("#")[0];
    link.dataset.commandlinkerCommand = "docmanager:open";
    link.dataset.commandlinkerArgs = JSON.stringify({ path: beside(file) });
    carried.set(file, model.get("code"));
    said.textContent = "Run the first cell there: it takes over what is set here.";
    document.dispatchEvent(new CustomEvent("st:carried"));
  };

  document.addEventListener("click", press, true);
  document.addEventListener("st:carried", take);
  model.on("msg:custom", heard);
  model.send({ lab: true });
  return () => {
    clearTimeout(waiting);
    document.removeEventListener("click", press, true);
    document.removeEventListener("st:carried", take);
    model.off("msg:custom", heard);
  };
}
