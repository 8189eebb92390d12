"use strict";
// The page works without this file: it adds the switches, the copy button and the place in the contents.
const root = document.documentElement;
root.classList.add("scripted");

const press = (buttons, chosen) => buttons.forEach(b => b.setAttribute("aria-pressed", String(b === chosen)));

// Theme: as the system, light or dark. Nothing is stored.
const themes = [...document.querySelectorAll("[data-set-theme]")];
themes.forEach(button => button.addEventListener("click", () => {
  root.toggleAttribute("data-theme", false);
  if (button.dataset.setTheme) root.dataset.theme = button.dataset.setTheme;
  press(themes, button);
}));

// Language: one edition is shown; the reader stays in the same chapter.
const languages = [...document.querySelectorAll("[data-language]")];
const chapterInView = () => [...document.querySelectorAll("main:not([hidden]) [data-chapter]")]
  .filter(h => h.getBoundingClientRect().top < innerHeight / 3).at(-1);
const speak = button => {
  const language = button.dataset.language;
  const before = chapterInView();
  const offset = before?.getBoundingClientRect().top;
  root.lang = language;
  document.title = button.dataset.title;
  document.querySelectorAll("[data-edition]").forEach(part => { part.hidden = part.lang !== language; });
  press(languages, button);
  const after = before && document.getElementById(`${language}-${before.dataset.chapter}`);
  if (after) scrollBy({ top: after.getBoundingClientRect().top - offset, behavior: "instant" });
  follow();
};
languages.forEach(button => button.addEventListener("click", () => speak(button)));

// A link to a chapter opens its language.
const openHash = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const language = target?.closest("main")?.lang;
  if (!language || language === root.lang) return;
  speak(languages.find(b => b.dataset.language === language));
  target.scrollIntoView();
};
addEventListener("hashchange", openHash);

// Contents: mark the chapter in view.
const follow = () => {
  const chapter = chapterInView();
  document.querySelectorAll(".contents a").forEach(link =>
    link.hash === `#${chapter?.id}` ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
};
let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; follow(); });
}, { passive: true });

// Addresses: browsers that know invoker commands open the dialog themselves, the others here. Focus returns to the figure.
document.addEventListener("click", event => {
  const opener = event.target.closest("[commandfor]");
  if (opener) {
    const dialog = document.getElementById(opener.getAttribute("commandfor"));
    if (!dialog.open) dialog.showModal();
    dialog.addEventListener("close", () => opener.focus({ preventScroll: true }), { once: true });
  }
  const copy = event.target.closest(".copy");
  if (copy) copyCommand(copy);
});

async function copyCommand(button) {
  const code = button.closest(".card").querySelector("code");
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.nextElementSibling.textContent = button.dataset.copied;
  } catch {
    // Where the clipboard is closed to pages, the command stands selected, ready for the reader's own keys.
    getSelection().selectAllChildren(code);
  }
}

openHash();
follow();
