// What belongs to the page and not to a control: type size, sharing, printing, a page that cannot start,
// and the keys of a presenter.

import "./connection.js";
import "./glance.js";
import { freeze, frozen } from "./freeze.js";

const root = document.documentElement;
const sizes = ["1", "1.25", "1.5"];

function larger() {
  const now = getComputedStyle(root).getPropertyValue("--st-scale").trim() || "1";
  const next = sizes[(sizes.indexOf(now) + 1) % sizes.length];
  root.style.setProperty("--st-scale", next);
  try { sessionStorage.setItem("st-scale", next); } catch { /* storage is closed: this page only */ }
  document.dispatchEvent(new CustomEvent("st:scale"));
}

// In a room the lecturer's own address, localhost, would lead a student nowhere.
const inRoom = () => document.body.dataset.room && ["localhost", "127.0.0.1"].includes(location.hostname);
const under = (home) => location.href.replace(location.origin + "/", home);

// The laptop may have moved to another network since the page was made.
async function homeNow() {
  try {
    const answer = await fetch(new URL("../room/address", new URL(document.body.dataset.baseUrl, location.href)), { cache: "no-store", signal: AbortSignal.timeout?.(3000) });
    return (await answer.json()).home || document.body.dataset.room;
  } catch {
    return document.body.dataset.room;
  }
}

async function share() {
  const box = document.querySelector(".st-share");
  if (!box.hidden) {
    box.hidden = true;
    return;
  }
  box.hidden = false;
  box.replaceChildren();
  let address = inRoom() ? under(document.body.dataset.room) : location.href;
  const field = Object.assign(document.createElement("input"), { readOnly: true, value: address });
  field.setAttribute("aria-label", "Address of this page with your choices");
  const text = document.createElement("p");
  text.textContent = "This address opens the same page with the same choices. The part after # never reaches a server. With a log of your own, its days travel in it: loads, sleep and ratings, no titles and no places.";
  const close = Object.assign(document.createElement("button"), { type: "button", className: "st-button", textContent: "Close" });
  close.addEventListener("click", () => {
    box.hidden = true;
    document.querySelector("[data-tool=share]").focus();
  });
  box.append(text, field, close);
  field.focus();
  field.select();
  if (inRoom()) {
    address = under(await homeNow());
    if (box.hidden) return;
    if (field.value !== address) {
      field.value = address;
      field.select();
    }
  }
  if (isSecureContext && navigator.clipboard) {
    navigator.clipboard.writeText(address).then(() => { text.textContent = `Copied. ${text.textContent}`; }, () => {});
  }
}

// Single keys are for a presenter who asked for them: nobody who dictates or mistypes should trip over them.
const keysOn = () => root.classList.contains("st-keys-on");
function keys(on = !keysOn()) {
  root.classList.toggle("st-keys-on", on);
  const button = document.querySelector("[data-tool=keys]");
  button.setAttribute("aria-pressed", String(on));
  try { sessionStorage.setItem("st-keys", on ? "on" : ""); } catch { /* storage is closed: this page only */ }
  if (!on) freeze(false);
}
function answers(hidden = !root.classList.contains("st-hide-answers")) {
  root.classList.toggle("st-hide-answers", hidden);
  try { sessionStorage.setItem("st-hidden", hidden ? "on" : ""); } catch { /* storage is closed: this page only */ }
  document.querySelector(".st-said").textContent = hidden ? "Answers are hidden." : "Answers are shown.";
}
try {
  if (sessionStorage.getItem("st-keys") === "on") keys(true);
  if (sessionStorage.getItem("st-hidden") === "on") answers(true);
} catch { /* storage is closed */ }

const tools = { share, print: () => window.print(), larger, keys: () => keys(), freeze: () => freeze() };
document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-tool]")?.dataset.tool;
  if (tool) tools[tool]?.();
});

document.addEventListener("keydown", (event) => {
  if (!keysOn() || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
  if (event.key === "+" || event.key === "a") larger();
  else if (event.key === "h") answers();
  else if (event.key === "f") freeze();
  else if (event.key === "r" && !frozen()) document.dispatchEvent(new CustomEvent("st:reset"));
});

// The menu of further pages shuts when the reader goes elsewhere.
const more = document.querySelector(".st-nav-more");
document.addEventListener("click", (event) => more.contains(event.target) || more.removeAttribute("open"));
more.addEventListener("focusout", (event) => event.relatedTarget && !more.contains(event.relatedTarget) && more.removeAttribute("open"));
more.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !more.open) return;
  more.removeAttribute("open");
  more.querySelector("summary").focus();
});

// A page that has not come up says so instead of staying blank.
if (document.querySelector("[data-failed]")) document.body.classList.add("st-ready");
setTimeout(() => {
  if (!document.body.classList.contains("st-ready")) {
    document.querySelector(".st-waiting").textContent = "The page takes longer than usual. It goes on trying; if nothing comes, reload it.";
  }
}, 15000);

// Voilà hangs the cells into a shell at the end of the body: bring them back between head and foot,
// so that the reading order is the order on the screen.
function bringHome() {
  const shell = document.querySelector("body > #main");
  if (!shell) return false;
  document.getElementById("st-main").insertBefore(shell, document.querySelector(".st-waiting"));
  return true;
}
if (!bringHome()) {
  const watcher = new MutationObserver(() => bringHome() && watcher.disconnect());
  watcher.observe(document.body, { childList: true });
}
