// Runs before anything is drawn: what Voilà's page would call, the size of type that was chosen, and an ear
// for the websocket, so that a lost connection is known at once.

window.voila_heartbeat = window.voila_process = window.update_loading_text = () => {};
window.voila_finish = window.display_cells = () => {};

try {
  document.documentElement.style.setProperty("--st-scale", sessionStorage.getItem("st-scale") || "1");
} catch { /* storage is closed: the usual size */ }

window.WebSocket = class extends WebSocket {
  constructor(...about) {
    super(...about);
    const say = (event) => document.dispatchEvent(new CustomEvent("st:socket", { detail: { open: event.type === "open", code: event.code } }));
    this.addEventListener("open", say);
    this.addEventListener("close", say);
  }
};
