"use strict";
// The page works without this file: it adds the switches, the card of an address and the place in the contents.
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
const chapterInView = () => [...document.querySelectorAll(":is(main:not([hidden]), .addresses) [data-chapter]")]
  .filter(h => h.getBoundingClientRect().top < innerHeight / 3).at(-1);
const ofLanguage = (heading, language) => document.getElementById(heading.id.replace(/^[a-z]{2}-/, `${language}-`));
const speak = button => {
  const language = button.dataset.language;
  const before = chapterInView();
  const offset = before?.getBoundingClientRect().top;
  root.lang = language;
  document.title = button.dataset.title;
  document.querySelectorAll("[data-edition]").forEach(part => { part.hidden = part.lang !== language; });
  press(languages, button);
  const after = before && ofLanguage(before, language);
  if (after) scrollBy({ top: after.getBoundingClientRect().top - offset, behavior: "instant" });
  follow();
};
languages.forEach(button => button.addEventListener("click", () => {
  speak(button);
  // The address bar keeps the language, for a reload or for whoever gets the link.
  const chapter = chapterInView();
  const place = chapter?.id.startsWith(root.lang) ? chapter.id : `${root.lang}-main`;
  try { history.replaceState(null, "", `#${place}`); } catch { /* Some browsers keep the address of a local file. */ }
}));

// A link to a chapter opens its language.
const openHash = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const language = target && target.closest("main")?.lang;
  if (!language || language === root.lang) return;
  speak(languages.find(b => b.dataset.language === language));
  target.scrollIntoView();
};
addEventListener("hashchange", openHash);

// Contents: mark the chapter in view.
const follow = () => {
  const chapter = chapterInView();
  document.querySelectorAll(".contents a").forEach(link =>
    chapter && link.hash.endsWith(chapter.dataset.chapter) ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
};
let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; follow(); });
}, { passive: true });

// Addresses: a figure links to its line of the appendix; here a card opens in its place. Focus returns to the figure.
const card = document.getElementById("address");
const part = selector => card.querySelector(selector);
const copyOf = element => [...element.cloneNode(true).childNodes];
const shown = address => {
  const group = address.closest(".group");
  const rows = [...group.querySelectorAll("dl > [data-row]")]
    .map(pair => ({ row: +pair.dataset.row, label: pair.firstElementChild, value: pair.lastElementChild }));
  if (address !== group) {
    [...group.querySelectorAll("thead th")].forEach((label, i) => {
      if (label.dataset.row) rows.push({ row: +label.dataset.row, label, value: address.cells[i] });
    });
  }
  const title = group.querySelector("h3").cloneNode(true);
  title.querySelector(".number")?.remove();
  part(".number").textContent = `[${address.id.slice(1)}]`;
  part("h2").replaceChildren(...title.childNodes);
  part("dl").replaceChildren(...rows.sort((a, b) => a.row - b.row).map(({ label, value }) => {
    const pair = document.createElement("div");
    pair.append(document.createElement("dt"), document.createElement("dd"));
    pair.firstChild.append(...copyOf(label));
    pair.lastChild.append(...copyOf(value));
    return pair;
  }));
  part("code").textContent = (address.querySelector("td code") ?? group.querySelector("dl code")).textContent;
  part(".told").replaceChildren();
};
document.querySelectorAll(".fig, .source, .target").forEach(link => link.setAttribute("aria-haspopup", "dialog"));
document.addEventListener("click", event => {
  const link = event.target.closest(".fig, .source, .target");
  // With a key held down the reader asks for another tab, which opens at the line of the appendix.
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
    event.preventDefault();
    shown(document.getElementById(link.hash.slice(1)));
    card.showModal();
    card.addEventListener("close", () => link.focus({ preventScroll: true }), { once: true });
  } else if (event.target === card && card.closedBy === undefined) {
    card.close();
  }
  if (event.target.closest(".copy")) copyCommand();
});

async function copyCommand() {
  const code = part("code");
  try {
    await navigator.clipboard.writeText(code.textContent);
    part(".told").replaceChildren(part("template").content.cloneNode(true));
    part(".told").querySelectorAll("[data-edition]").forEach(word => { word.hidden = word.lang !== root.lang; });
  } catch {
    // Where the clipboard is closed to pages, the command stands selected, ready for the reader's own keys.
    getSelection().selectAllChildren(code);
  }
}

openHash();
follow();
