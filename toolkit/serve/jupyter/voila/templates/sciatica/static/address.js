// Carries the scenario: from the address's fragment to the kernel, back into the address, and along
// the links between the pages. In JupyterLab the address belongs to JupyterLab and is left alone:
// there `lab_carry.js` takes the scenario from notebook to notebook.

const inVoila = () => document.body.dataset.voila === "voila";
const codeOf = (hash) => new URLSearchParams(hash.replace(/^#/, "")).get("s");

export function render({ model, el }) {
  el.hidden = true;
  let leaveLab = () => {};
  let timer;
  let waiting;

  const arrive = (code) => model.send({ arrive: code.slice(0, 20000) });
  const carry = () => {
    const code = model.get("code");
    if (!inVoila()) return;
    for (const link of document.querySelectorAll("a[data-carry]")) {
      link.hash = code ? `s=${code}` : "";
    }
  };
  const write = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!inVoila()) return;
      const code = model.get("code");
      const wanted = code ? `#s=${code}` : location.pathname;
      if (location.hash !== wanted) history.replaceState(history.state, "", wanted);
    }, 250);
    carry();
  };
  const ready = () => {
    if (!model.get("ready")) return;
    document.body.classList.add("st-ready");
    document.dispatchEvent(new CustomEvent("st:ready"));
  };
  const changed = () => {
    const code = codeOf(location.hash);
    // A jump within the page (the skip link, a heading) names a place and no scenario: put the code back.
    if (code === null && location.hash) write();
    else arrive(code ?? "");
  };
  const reset = () => model.send({ reset: true });
  const heard = (message) => {
    if (message.beat) {
      clearTimeout(waiting);
      document.dispatchEvent(new CustomEvent("st:alive"));
    }
  };
  model.on("change:code", write);
  model.on("change:ready", ready);
  model.on("msg:custom", heard);
  document.addEventListener("st:links", carry);
  document.addEventListener("st:reset", reset);
  if (inVoila()) addEventListener("hashchange", changed);

  // A lost kernel says nothing by itself: ask now and then, and tell the reader when no answer comes.
  const beat = () => {
    if (!inVoila() || document.hidden) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => document.dispatchEvent(new CustomEvent("st:lost")), 15000);
    model.send({ beat: true });
  };
  const pulse = setInterval(beat, 20000);

  if (inVoila()) arrive(codeOf(location.hash) || "");
  else {
    // The module comes from where this one came from. No address arrives: a second view of a page leaves it as it is.
    import(new URL(`lab_carry.js${new URL(import.meta.url).search}`, import.meta.url).href)
      .then((lab) => {
        leaveLab = lab.join({ model, el });
      })
      .catch(() => model.send({ lab: true }));
  }
  carry();
  ready();
  return () => {
    leaveLab();
    clearInterval(pulse);
    clearTimeout(waiting);
    model.off("change:code", write);
    model.off("change:ready", ready);
    model.off("msg:custom", heard);
    document.removeEventListener("st:links", carry);
    document.removeEventListener("st:reset", reset);
    removeEventListener("hashchange", changed);
  };
}
