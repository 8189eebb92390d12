// Pages work without this. With it they show what others write as it comes, keep what is typed, and let charts be explored.
"use strict";
(() => {
  const head = document.querySelector("[data-dossier]");

  // On a phone the tabs are wider than the page: the one that is open is shown.
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  // What somebody types stays in the tab, for who typed it, until the server says that it took it. It goes back only into a form that
  // stands on the same ground, which is the version and the texts it began with: elsewhere it would overwrite what nobody has read.
  const grounds = ["base", "version", "iteration:number"];
  const keptHere = `kept:${head?.dataset.self}:${location.pathname}:`;
  const keptName = form => keptHere + form.dataset.keep;
  const keptUnder = name => JSON.parse(sessionStorage.getItem(name));
  const keptNames = start => Object.keys(sessionStorage).filter(name => name.startsWith(start));
  const store = (name, kept) => {
    if (kept.values.length + kept.older.length > 0) sessionStorage.setItem(name, JSON.stringify(kept));
    else sessionStorage.removeItem(name);
  };
  const forms = root => [...root.querySelectorAll("form[data-keep]")];
  const fields = form => [...form.elements].filter(e => e.name && !["hidden", "password", "file", "submit"].includes(e.type));
  const isChoice = e => e.type === "radio" || e.type === "checkbox";
  const initial = e => e.options ? ([...e.options].find(o => o.defaultSelected) ?? e.options[0])?.value : e.defaultValue;
  const isTyped = e => isChoice(e) ? e.checked : e.value !== initial(e);
  const shownAs = e => {
    const label = e.closest("label");
    if (!isChoice(e)) return [label.querySelector("span").textContent, e.value];
    const text = label.textContent.trim();
    return [e.closest("fieldset")?.querySelector("legend").textContent ?? text, text];
  };
  const groundOf = form => {
    const read = [...form.elements].filter(e => grounds.includes(e.name)).concat(fields(form).filter(e => !isChoice(e)));
    return JSON.stringify(read.map(e => [e.name, initial(e)]).sort());
  };
  const keep = form => {
    const values = fields(form).filter(isTyped).map(e => ({ name: e.name, value: e.value, shown: shownAs(e) }));
    const id = Date.now().toString(36) + Math.random().toString(36).slice(2);
    store(keptName(form), { id, ground: groundOf(form), values, older: keptUnder(keptName(form))?.older ?? [] });
  };
  const setAside = (name, kept) => {
    kept.older.push(...kept.values.map(v => v.shown));
    kept.values = [];
    store(name, kept);
  };
  const olderBox = name => {
    const box = document.getElementById("older").content.firstElementChild.cloneNode(true);
    const blank = box.querySelector("label");
    for (const [label, text] of keptUnder(name).older) {
      const filled = blank.cloneNode(true);
      filled.querySelector("span").textContent = label;
      filled.querySelector("textarea").textContent = text;
      blank.before(filled);
    }
    blank.remove();
    box.dataset.older = name;
    box.querySelector("button").addEventListener("click", () => {
      store(name, { ...keptUnder(name), older: [] });
      box.remove();
    });
    return box;
  };
  const fillIn = form => {
    const key = keptName(form), kept = keptUnder(key);
    if (!kept) return;
    if (kept.ground !== groundOf(form)) setAside(key, kept);
    for (const { name, value } of kept.values) {
      for (const e of fields(form).filter(f => f.name === name)) {
        if (!isChoice(e)) e.value = value;
        else if (e.value === value) e.checked = true;
      }
      form.dataset.dirty = "true";
    }
    if (kept.older.length > 0) form.prepend(olderBox(key));
    form.closest("details")?.setAttribute("open", "");
  };
  const giveBack = root => {
    forms(root).forEach(fillIn);
    // A form may be gone, as that of a round which is over: what was typed into it stands at the head of the page.
    const present = forms(document).map(keptName);
    const shown = [...document.querySelectorAll("[data-older]")].map(box => box.dataset.older);
    for (const name of head ? keptNames(keptHere).filter(n => !present.includes(n) && !shown.includes(n)) : []) {
      setAside(name, keptUnder(name));
      document.querySelector("[data-dossier]").after(olderBox(name));
    }
  };
  const taken = /(?:^|; )kept=(\w+)/.exec(document.cookie)?.[1];
  for (const name of taken ? keptNames("kept:") : []) {
    const kept = keptUnder(name);
    // The cookie may tell of what another tab sent, which comes for it.
    if (kept.id !== taken) continue;
    store(name, { ...kept, values: [] });
    document.cookie = "kept=; Path=/; Max-Age=0";
  }
  giveBack(document);
  document.addEventListener("input", event => {
    const form = event.target.closest("form[data-keep]");
    if (!form) return;
    form.dataset.dirty = "true";
    keep(form);
  });
  document.addEventListener("submit", event => {
    const form = event.target;
    const kept = form.dataset.keep && keptUnder(keptName(form));
    if (kept) {
      const field = form.querySelector("[name=kept]") ?? form.appendChild(document.createElement("input"));
      Object.assign(field, { type: "hidden", name: "kept", value: kept.id });
    }
    // A second click would send the same thing again, only to be refused.
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "true";
    setTimeout(() => delete form.dataset.sent, 3000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(f => delete f.dataset.sent));

  // Charts: the row that the pointer is on says what it is; a filter leaves the rows that hold a word.
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("role", "status");
  document.body.append(tip);
  for (const row of document.querySelectorAll(".bar-row")) {
    const title = row.querySelector("title");
    const text = title.textContent;
    row.setAttribute("role", "img");
    row.setAttribute("aria-label", text);
    title.remove();
    const show = () => {
      const box = row.getBoundingClientRect();
      tip.textContent = text;
      tip.hidden = false;
      tip.style.left = Math.max(4, Math.min(box.left + box.width / 2, innerWidth - tip.offsetWidth - 8)) + "px";
      tip.style.top = Math.max(4, box.top - tip.offsetHeight - 4) + "px";
    };
    row.addEventListener("pointerenter", show);
    row.addEventListener("focus", show);
    for (const end of ["pointerleave", "blur"]) row.addEventListener(end, () => { tip.hidden = true; });
  }
  for (const filter of document.querySelectorAll("[data-filter]")) {
    filter.addEventListener("input", () => {
      const word = filter.value.toLowerCase();
      const chart = filter.closest("[data-chart]");
      let place = 0;
      for (const row of chart.querySelectorAll("[data-name]")) {
        const fits = row.dataset.name.toLowerCase().includes(word);
        row.style.display = fits ? "" : "none";
        if (fits && row.classList.contains("bar-row")) {
          row.setAttribute("transform", `translate(0 ${place * 22 - (Number(row.querySelector(".hit").getAttribute("y")) - 4)})`);
          place++;
        }
      }
    });
  }

  // Jobs: the page is looked at anew while one runs.
  const watchJobs = () => {
    const jobs = document.querySelector("[data-jobs=running]");
    if (!jobs) return;
    setTimeout(async () => {
      const page = await fetchPage(location.pathname);
      const fresh = page?.querySelector("[data-jobs]");
      if (fresh) jobs.replaceWith(fresh);
      watchJobs();
    }, 1000);
  };
  const fetchPage = async path => {
    try {
      const answer = await fetch(path, { headers: { "X-Requested-With": "fetch" } });
      return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    } catch { return null; }
  };
  watchJobs();

  if (!head) return;
  const dossier = head.dataset.dossier;
  const busy = root => !!root.querySelector("form[data-dirty=true]") || root.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

  // Clauses that others changed are asked for together and shown anew where they stand, one question at a time: an older answer that came
  // later would stand in place of the newer. One that is being typed into waits. Where much is written, the page rests longer than it works.
  const atOnce = 50, leastRest = 1000, mostRest = 4000, restPerWork = 2;
  const rest = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  const shownClause = id => document.getElementById("clause-" + id);
  const typedInto = id => { const shown = shownClause(id); return !!shown && busy(shown); };
  const changed = new Set();
  let round;
  const refreshSoon = () => { round ??= setTimeout(refresh, 200); };
  const soon = id => {
    changed.add(id);
    refreshSoon();
  };
  const refresh = async () => {
    const start = performance.now();
    const ids = [...changed].filter(id => !typedInto(id)).slice(0, atOnce);
    ids.forEach(id => changed.delete(id));
    if (!ids.every(shownClause)) freshPage();
    const known = ids.filter(shownClause);
    if (known.length > 0) {
      const page = await fetchPage(`/d/${dossier}/parts?` + known.map(id => "id=" + encodeURIComponent(id)).join("&"));
      for (const id of known) {
        const fresh = page?.getElementById("clause-" + id);
        if (!fresh || typedInto(id)) changed.add(id);
        else if (shownClause(id)) replace(shownClause(id), fresh);
      }
      const progress = page?.getElementById("progress");
      if (progress) document.getElementById("progress")?.replaceWith(progress);
      showHere();
      // The browser comes back from a rest of nothing when it has drawn.
      await rest(0);
      await rest(Math.min(mostRest, Math.max(leastRest, restPerWork * (performance.now() - start))));
    }
    round = undefined;
    if ([...changed].some(id => !typedInto(id))) refreshSoon();
  };
  const replace = (shown, fresh) => {
    for (const open of shown.querySelectorAll("details[open]")) {
      const same = [...fresh.querySelectorAll("details")].find(d => d.querySelector("summary").textContent === open.querySelector("summary").textContent);
      same?.setAttribute("open", "");
    }
    fresh.classList.add("fresh");
    shown.replaceWith(fresh);
    giveBack(fresh);
  };
  let pageTimer;
  const freshPage = () => {
    clearTimeout(pageTimer);
    pageTimer = setTimeout(async () => {
      const main = document.getElementById("main");
      if (busy(main)) { freshPage(); return; }
      const page = await fetchPage(location.pathname + location.search);
      const fresh = page?.getElementById("main");
      if (!fresh || busy(main)) return;
      main.innerHTML = fresh.innerHTML;
      showHere();
      giveBack(main);
      watchJobs();
    }, 400);
  };
  document.addEventListener("focusout", () => { if (changed.size > 0) refreshSoon(); });
  document.addEventListener("focusin", event => {
    const clause = event.target.matches?.("textarea, input") ? event.target.closest("[data-clause]")?.dataset.clause ?? null : null;
    if (clause === at) return;
    at = clause;
    fetch(`/api/v1/dossiers/${dossier}/at`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ clause }) }).catch(() => {});
  });
  let at = null;

  // Who looks at the dossier, and at which clause they write.
  let here = null;
  const showHere = () => {
    if (!here) return;
    const people = document.querySelector("[data-people]");
    if (people) people.textContent = here.map(p => `${p.name} (${p.side})`).join(", ");
    for (const clause of document.querySelectorAll("[data-clause]")) {
      const names = here.filter(p => p.clause === clause.dataset.clause && p.member !== head.dataset.self).map(p => p.name).join(", ");
      if ((clause.dataset.writers ?? "") === names) continue;
      clause.dataset.writers = names;
      let mark = clause.querySelector("[data-writing]");
      if (!mark) {
        mark = document.createElement("li");
        mark.className = "mark";
        mark.dataset.writing = "";
        clause.querySelector(".marks").append(mark);
      }
      mark.hidden = !names;
      mark.textContent = "✎ " + names;
    }
  };

  // One text page: everything else shows little enough to be loaded whole.
  const onText = location.pathname === `/d/${dossier}`;
  let missed = false;
  const live = new EventSource(`/api/v1/dossiers/${dossier}/live`);
  live.onopen = () => { if (missed) freshPage(); missed = false; };
  live.onerror = () => { missed = true; };
  live.onmessage = event => {
    const message = JSON.parse(event.data);
    if (message.kind === "alive") return;
    if (message.kind === "here") {
      here = message.here;
      showHere();
      return;
    }
    if (onText && message.clause && message.kind !== "clause-removed") soon(message.clause);
    else freshPage();
  };
})();
