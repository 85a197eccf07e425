// On a phone the answer stands above the controls and is out of sight while they are moved: a bar at the foot of the
// screen says it then, leads to it, and leads back to where the finger was. On home it leads to the first step.

const one = matchMedia("(max-width: 900px)");
const bar = Object.assign(document.createElement("div"), { className: "st-glance", hidden: true });
const words = Object.assign(document.createElement("p"), { className: "st-glance-words" });
const go = Object.assign(document.createElement("button"), { type: "button", className: "st-button" });
// The words are a second copy of what the page reads out already.
words.setAttribute("aria-hidden", "true");
bar.append(words, go);

let from = null;

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
  const answer = answers.querySelector(".st-families, .st-parts, .st-figure, .st-reading");
  if (!answer) return;
  // The text inside is written anew with each answer; its place is not.
  const first = answer.closest(".st-prose") ?? answer;
  document.body.append(bar);
  const seen = new Map([[first, true], [controls, false]]);
  const show = () => {
    const away = one.matches && seen.get(controls) && !seen.get(first) && say(answers);
    if (away) from = null;
    bar.hidden = !(away || (one.matches && from !== null));
    go.textContent = from === null ? "See it" : "Back";
    words.hidden = from !== null;
    document.body.classList.toggle("st-glances", !bar.hidden);
  };
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) seen.set(entry.target, entry.isIntersecting);
    show();
  });
  watcher.observe(first);
  watcher.observe(controls);
  new MutationObserver(show).observe(answers, { childList: true, subtree: true, characterData: true });
  one.addEventListener("change", show);
  go.addEventListener("click", () => {
    if (from === null) {
      const here = scrollY;
      scrollTo({ top: first.getBoundingClientRect().top + scrollY - 12 });
      seen.set(first, true);
      from = here;
    } else {
      scrollTo({ top: from });
      from = null;
      seen.set(first, false);
    }
    show();
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
  const way = Object.assign(document.createElement("a"), { className: "st-button st-primary" });
  way.append("Begin: ", ...[...card.querySelector("a").childNodes].map((node) => node.cloneNode(true)));
  way.href = card.querySelector("a").href;
  way.dataset.carry = "";
  words.textContent = card.querySelector(".st-small").textContent;
  bar.replaceChildren(words, way);
  document.body.append(bar);
  document.dispatchEvent(new CustomEvent("st:links"));
  // What lies above the screen counts as seen.
  new IntersectionObserver(([entry]) => {
    bar.hidden = entry.isIntersecting;
  }, { rootMargin: "100000px 0px 0px 0px" }).observe(card);
}

if (document.body.classList.contains("st-ready")) begin();
else document.addEventListener("st:ready", begin, { once: true });
