// A lecturer who points at the projector must not move anything by it: frozen, no control of the page reacts.

const main = document.getElementById("st-main");
const sign = document.querySelector(".st-frozen");

export const frozen = () => main.inert;

export function freeze(on = !frozen()) {
  main.inert = on;
  document.documentElement.classList.toggle("st-is-frozen", on);
  sign.hidden = !on;
  document.querySelector("[data-tool=freeze]").setAttribute("aria-pressed", String(on));
  document.querySelector(".st-said").textContent = on ? "Frozen: the controls of the page do not react." : "The controls of the page react again.";
}

sign.querySelector("button").addEventListener("click", () => {
  freeze(false);
  document.querySelector("[data-tool=freeze]").focus();
});
