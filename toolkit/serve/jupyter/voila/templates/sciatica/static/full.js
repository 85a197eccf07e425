// Every place was taken: try again in a while, not all at the same moment, and say when.

const again = () => location.reload();
document.getElementById("again").addEventListener("click", again);

let left = 15 + Math.round(Math.random() * 15);
const soon = document.getElementById("soon");
soon.textContent = `The page tries again by itself in ${left} seconds.`;
// Said once and then only shown: a screen reader that counts along would be of no use to anybody.
soon.removeAttribute("role");
const clock = setInterval(() => {
  left -= 1;
  if (left > 0) {
    soon.textContent = `The page tries again by itself in ${left} second${left === 1 ? "" : "s"}.`;
  } else {
    clearInterval(clock);
    again();
  }
}, 1000);
