// A lost connection is told, at once where that can be known, with a button that brings the page back with
// the same choices: they stand in the address.

const PATIENCE_MS = 4000;
const ENDED = 4001;

const banner = document.querySelector(".st-lost");
const safe = "Your choices are safe in this page's address; what you change now is not kept.";
let patience;
let leaving = false;

function tell(words, label) {
  const again = Object.assign(document.createElement("button"), { type: "button", className: "st-button", textContent: label });
  again.addEventListener("click", () => bringBack(again));
  banner.replaceChildren(Object.assign(document.createElement("span"), { textContent: words }), again);
  banner.hidden = false;
}

async function bringBack(button) {
  button.disabled = true;
  // Only when the server answers: a browser's own error page would have no button.
  const icon = document.querySelector("link[rel=icon]").href;
  try {
    const answer = await fetch(icon, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout?.(5000) });
    if (!answer.ok) throw new Error(String(answer.status));
    location.reload();
  } catch {
    tell(`The server does not answer. Are you still in the same network, and is the program still running? ${safe}`, "Try again");
    banner.querySelector("button").focus();
  }
}

function well() {
  clearTimeout(patience);
  patience = undefined;
  banner.hidden = true;
}

function lost() {
  if (!banner.hidden) return;
  tell(`The connection to this page was lost; it is being tried again. ${safe}`, "Reload with my choices");
}

document.addEventListener("st:socket", ({ detail }) => {
  if (leaving) return;
  if (detail.open) {
    well();
  } else if (detail.code === ENDED) {
    clearTimeout(patience);
    tell(`This page has ended on the server. ${safe}`, "Open it again with my choices");
  } else {
    // A short loss mends itself and is nobody's trouble.
    patience ??= setTimeout(lost, PATIENCE_MS);
  }
});
document.addEventListener("st:lost", lost);
document.addEventListener("st:alive", well);
addEventListener("pagehide", () => { leaving = true; });
addEventListener("pageshow", () => { leaving = false; });
