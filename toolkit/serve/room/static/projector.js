// The projector's page: asks the server every few seconds how the room is, and says so when it does not answer.

const EVERY_MS = 3000;
const hall = document.querySelector(".rm-hall");
const lost = hall.querySelector(".rm-lost");

function fill(name, text) {
  const spot = hall.querySelector(`[data-fill="${name}"]`);
  if (spot && spot.textContent !== text) spot.textContent = text;
}

async function look() {
  try {
    const answer = await fetch(hall.dataset.now, { cache: "no-store", signal: AbortSignal.timeout?.(8000) });
    // Another server at the same place has another key: its own page says what to do.
    if (answer.status === 403) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const now = await answer.json();
    lost.hidden = true;
    hall.querySelector(".rm-adrift").hidden = !now.adrift;
    fill("visitors", String(now.visitors));
    fill("visitors_word", now.visitors === 1 ? "person" : "people");
    fill("pages", String(now.pages));
    fill("places_left", String(now.places_left));
    fill("left_gb", (now.left_mb / 1000).toFixed(1));
    fill("used_gb", (now.used_mb / 1000).toFixed(1));
    hall.querySelector("[data-low]").dataset.low = now.low ? "yes" : "";
    // The computer has moved to another network: the address on the wall would lead nowhere.
    if (hall.dataset.shown ? !now.addresses.includes(hall.dataset.shown) : now.addresses.length) return location.assign(location.pathname);
  } catch {
    lost.hidden = false;
  }
  setTimeout(look, EVERY_MS);
}
setTimeout(look, EVERY_MS);
