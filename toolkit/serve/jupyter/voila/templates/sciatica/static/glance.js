// On a phone the answer stands above the controls and is out of sight while they are moved: a bar at the foot of the
// screen says it then and leads to it; from there a button leads to the controls, back to where the finger was.
// On home it leads to the first step.

const one = matchMedia("(max-width: 900px)");
const bar = Object.assign(document.createElement("div"), { className: "st-glance", hidden: true });
const words = Object.assign(document.createElement("p"), { className: "st-glance-words" });
const go = Object.assign(document.createElement("button"), { type: "button", className: "st-button" });
// The words are a second copy of what the page reads out already.
words.setAttribute("aria-hidden", "true");
bar.append(words, go);

let from = null;
let way = null;

function part(tag, text, colour) {
  const node = document.createElement(tag);
  node.textContent = text;
  if (colour) node.style.color = colour;
  return node;
}

// Beliefs in their signs and words; else a number with what it is; else the sentence that the page stresses.
function say(answers) {
  const families = [...answers.querySelectorAll(".st-family")].filter((node) => node.offsetParent);
  if (families.length) {
    words.replaceChildren(...families.flatMap((family) => {
      const sign = family.querySelector(".st-symbol");
      const said = family.querySelector(".st-family-words").firstChild.textContent.trim();
      const pair = part("span", "");
      pair.append(part("b", sign.textContent, sign.style.color), ` ${said}`);
      return [pair, " "];
    }));
    return true;
  }
  const number = answers.querySelector("strong.st-big")?.closest("p");
  const reading = answers.querySelector(".st-reading");
  const strong = reading && [...reading.querySelectorAll("p strong")].find((node) => node.textContent.length > 24);
  const text = number
    ? [...number.childNodes].slice(0, 2).map((node) => node.textContent).join("")
    : (strong ?? reading?.querySelector("p"))?.textContent.replace(/^In words\.\s*/, "");
  if (!text) return false;
  words.replaceChildren(text.trim());
  return true;
}

function watch() {
  const answers = document.querySelector(".st-columns > .st-answers");
  const controls = answers?.parentElement.querySelector(":scope > :not(.st-answers)");
  if (!controls || document.querySelector(".st-clinic-bar, .st-studio")) return;
  // Boxes and not what is in them: texts are written anew with each answer, and figures come later.
  const first = answers.querySelector(".st-families")?.closest(".st-prose")
    ?? [...answers.children].find((node) => node.getBoundingClientRect().height > 0);
  if (!first) return;
  document.body.append(bar);
  const seen = new Map([[first, true], [controls, false]]);
  const show = () => {
    if (!one.matches) way = null;
    else if (seen.get(controls)) way = !seen.get(first) && say(answers) ? "See it" : null;
    else way = controls.getBoundingClientRect().top > 0 ? "To the controls" : null;
    bar.hidden = way === null;
    bar.classList.toggle("st-glance-bare", way !== "See it");
    go.textContent = way;
    document.body.classList.toggle("st-glances", !bar.hidden);
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) seen.set(entry.target, entry.isIntersecting);
    show();
  }, { rootMargin: "0px 0px -18% 0px" });
  watcher.observe(first);
  watcher.observe(controls);
  new MutationObserver(show).observe(answers, { childList: true, subtree: true, characterData: true });
  one.addEventListener("change", show);
  go.addEventListener("click", () => {
    const top = (node) => node.getBoundingClientRect().top + scrollY - 12;
    if (way === "See it") {
      from = scrollY;
      scrollTo({ top: top(first) });
    } else {
      scrollTo({ top: from ?? top(controls) });
      from = null;
    }
  });
}

// Home begins with the signs of an emergency; until the steps come into sight the bar leads to the first of them.
function begin() {
  const steps = document.querySelector(".st-home");
  if (!steps) {
    watch();
    return;
  }
  const card = steps.querySelector(".st-home-card");
  const link = Object.assign(document.createElement("a"), { className: "st-button st-primary" });
  link.append("Begin: ", ...[...card.querySelector("a").childNodes].map((node) => node.cloneNode(true)));
  link.href = card.querySelector("a").href;
  link.dataset.carry = "";
  words.textContent = card.querySelector(".st-small").textContent;
  bar.replaceChildren(words, link);
  document.body.append(bar);
  document.dispatchEvent(new CustomEvent("st:links"));
  // What lies above the screen counts as seen.
  new IntersectionObserver(([entry]) => {
    bar.hidden = entry.isIntersecting;
  }, { rootMargin: "100000px 0px 0px 0px" }).observe(card);
}

if (document.body.classList.contains("st-ready")) begin();
else document.addEventListener("st:ready", begin, { once: true });
