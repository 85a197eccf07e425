// The sheet of codes: printed by a button, and shown on the screen only when the lecturer says so.

document.getElementById("print").addEventListener("click", () => window.print());
const button = document.getElementById("uncover");
button.addEventListener("click", () => {
  const shown = document.documentElement.classList.toggle("sb-uncovered");
  button.setAttribute("aria-expanded", String(shown));
  button.textContent = shown ? "Cover the codes" : "Show the codes here";
});
