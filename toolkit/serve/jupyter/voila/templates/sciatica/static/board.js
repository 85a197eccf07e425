// The class board in the browser: forms that work without this script are sent without leaving the page, and
// the page follows the lecturer by asking every other second whether anything is new.

const page = document.body.dataset;
const root = document.documentElement;
const every = Number(page.every) * 1000;
const json = { Accept: "application/json" };
let key = page.key;
let failures = 0;
let waiting = null; // a form that could not be sent: it is sent when the connection is back

const parts = new Map();
for (const part of document.querySelectorAll("[data-part]")) parts.set(part.dataset.part, part.innerHTML);

// -- sliders say their number, and the word for it

function say(slider) {
  const output = slider.parentElement.querySelector("output");
  if (!output) return;
  const points = Number(slider.value);
  const bands = (output.dataset.bands || "").split("|").filter(Boolean).map((each) => each.split(":"));
  const word = bands.find(([below]) => points / 100 < Number(below))?.[1] || "";
  const number = document.createElement("b");
  number.textContent = `${points} %`;
  output.replaceChildren(number, document.createTextNode(word));
  slider.setAttribute("aria-valuetext", word ? `${points} per cent, ${word}` : `${points} per cent`);
}

function atMost(group) {
  const most = Number(group.dataset.most);
  const boxes = [...group.querySelectorAll("input[type=checkbox]")];
  const full = boxes.filter((box) => box.checked).length >= most;
  for (const box of boxes) box.disabled = full && !box.checked;
}

function ready(within) {
  for (const slider of within.querySelectorAll("input[type=range]")) say(slider);
  for (const group of within.querySelectorAll("[data-most]")) atMost(group);
}

document.addEventListener("input", (event) => {
  if (event.target.matches("input[type=range]")) say(event.target);
  const group = event.target.closest?.("[data-most]");
  if (group) atMost(group);
});

// -- what the server sends takes the place of what stood there, and nothing else moves

const folds = new Map();
document.addEventListener("click", (event) => {
  const fold = event.target.closest("summary")?.parentElement;
  // remembered is what a person opened or closed, not how the page came
  if (fold?.dataset.fold) setTimeout(() => folds.set(fold.dataset.fold, fold.open));
});

function show(news) {
  if (news.key) key = news.key;
  for (const [name, html] of Object.entries(news.parts || {})) {
    if (parts.get(name) === html) continue;
    parts.set(name, html);
    const part = document.querySelector(`[data-part="${name}"]`);
    if (!part) continue;
    const held = part.contains(document.activeElement);
    const named = held ? document.activeElement.id : "";
    const typed = [...part.querySelectorAll("[data-typed]")].map((field) => [field.id, field.value]);
    part.innerHTML = html; // made by the server's templates, which escape every text
    // what is half typed stays
    for (const [id, value] of typed) {
      const field = part.querySelector(`#${id}`);
      if (field) field.value = value;
    }
    for (const fold of part.querySelectorAll("[data-fold]")) {
      if (folds.has(fold.dataset.fold)) fold.open = folds.get(fold.dataset.fold);
    }
    ready(part);
    // who typed or read here goes on at the new part's beginning
    if (held) (part.querySelector("[data-focus]") || (named && document.getElementById(named)) || part.querySelector("h2[tabindex]") || part.querySelector("button, select, summary"))?.focus({ preventScroll: true });
  }
}

function refused(words) {
  const place = document.querySelector(".sb-refused");
  place.textContent = words || "";
  if (words) place.scrollIntoView({ block: "nearest" });
}

function lost(words) {
  const banner = document.querySelector(".st-lost");
  banner.textContent = words;
  banner.hidden = !words;
}

// -- sending

async function send(form) {
  const answer = await fetch(form.action, { method: "POST", body: form.body, headers: json });
  const news = await answer.json();
  waiting = null;
  lost("");
  show(news);
  refused(news.refused);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-live]")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
  if (form.dataset.sending) return; // pressed twice
  form.dataset.sending = "yes";
  const sent = { action: form.getAttribute("action"), body }; // a field may be called "action" itself
  try {
    await send(sent);
  } catch {
    if (form.matches("[data-answers]")) {
      waiting = sent;
      lost("No connection just now. Your answer is kept here and is sent as soon as the connection is back.");
    } else {
      lost("No connection just now. Try again in a moment.");
    }
  } finally {
    delete form.dataset.sending;
  }
});

// -- following

let timer = 0;
async function look() {
  clearTimeout(timer);
  try {
    const answer = await fetch(`${page.state}?key=${encodeURIComponent(key)}`, { headers: json, cache: "no-store" });
    if (answer.status === 200) show(await answer.json());
    else if (answer.status === 403) { lost("This page is not known here any more: the server was started anew, or cookies are off. Load the page again."); return; }
    else if (answer.status >= 500) throw new Error("busy");
    failures = 0;
    if (waiting) await send(waiting);
    else lost("");
  } catch {
    failures += 1;
    if (failures === 3 && !waiting) lost("No connection to the lecturer's computer. This page goes on trying; your answers are kept there.");
  }
  // a phone in a pocket asks rarely, and all do not ask at the same moment
  const calm = document.hidden ? 5 : Math.min(1 + failures, 5);
  clearTimeout(timer);
  timer = setTimeout(look, every * calm * (0.85 + 0.3 * Math.random()));
}

document.addEventListener("visibilitychange", () => { if (!document.hidden && failures) look(); });

// -- the projector's tools

const sizes = ["1", "1.2", "1.4"];
document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-board]");
  if (!tool) return;
  if (tool.dataset.board === "larger") {
    const now = getComputedStyle(root).getPropertyValue("--st-scale").trim() || "1";
    root.style.setProperty("--st-scale", sizes[(sizes.indexOf(now) + 1) % sizes.length]);
  } else if (tool.dataset.board === "bare") {
    const bare = root.classList.toggle("sb-bare");
    tool.setAttribute("aria-pressed", String(bare));
    tool.textContent = bare ? "Show the desk" : "Hide the desk";
  }
});

ready(document);
timer = setTimeout(look, every * (0.5 + Math.random()));
