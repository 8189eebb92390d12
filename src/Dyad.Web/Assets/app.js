// Pages work without this. With it they show what others write as it comes, keep what is typed, and let charts be explored.
"use strict";
(() => {
  const head = document.querySelector("[data-dossier]");

  // What somebody types stays in the tab until it is sent, whatever happens to the page.
  const keptName = form => "keep:" + location.pathname + ":" + form.dataset.keep;
  const fields = form => [...form.elements].filter(e => e.name && e.type !== "hidden" && e.type !== "password" && e.type !== "file");
  const keep = form => {
    const values = fields(form).filter(e => (e.type !== "radio" && e.type !== "checkbox") || e.checked).map(e => [e.name, e.value]);
    sessionStorage.setItem(keptName(form), JSON.stringify(values));
  };
  const giveBack = form => {
    const kept = sessionStorage.getItem(keptName(form));
    if (!kept) return;
    for (const [name, value] of JSON.parse(kept)) {
      for (const e of fields(form).filter(f => f.name === name)) {
        if (e.type === "radio" || e.type === "checkbox") e.checked = e.value === value;
        else e.value = value;
      }
    }
    form.dataset.dirty = "true";
    form.closest("details")?.setAttribute("open", "");
  };
  const forms = root => root.querySelectorAll("form[data-keep]");
  forms(document).forEach(giveBack);
  document.addEventListener("input", event => {
    const form = event.target.closest("form[data-keep]");
    if (!form) return;
    form.dataset.dirty = "true";
    keep(form);
  });
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.dataset.keep) sessionStorage.removeItem(keptName(form));
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

  // A clause that somebody changed is shown anew where it stands, unless something is being typed into it.
  const waiting = new Set();
  // One question at a time for each clause: an older answer that came later would stand in place of the newer.
  const asked = new Set(), again = new Set();
  const freshClause = async id => {
    if (asked.has(id)) { again.add(id); return; }
    const shown = document.getElementById("clause-" + id);
    if (!shown) { freshPage(); return; }
    if (busy(shown)) { waiting.add(id); return; }
    asked.add(id);
    const page = await fetchPage(`/d/${dossier}/clause/${id}`);
    asked.delete(id);
    const fresh = page?.querySelector("article");
    if (again.delete(id)) soon(id);
    if (!fresh) { setTimeout(() => soon(id), 2000); return; }
    if (busy(shown)) { waiting.add(id); return; }
    for (const open of shown.querySelectorAll("details[open]")) {
      const same = [...fresh.querySelectorAll("details")].find(d => d.querySelector("summary").textContent === open.querySelector("summary").textContent);
      same?.setAttribute("open", "");
    }
    fresh.classList.add("fresh");
    shown.replaceWith(fresh);
    forms(fresh).forEach(giveBack);
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
      const people = document.querySelector("[data-people]")?.textContent;
      main.innerHTML = fresh.innerHTML;
      const shown = document.querySelector("[data-people]");
      if (shown && people) shown.textContent = people;
      forms(main).forEach(giveBack);
      watchJobs();
    }, 400);
  };
  const timers = new Map();
  const soon = id => {
    clearTimeout(timers.get(id));
    timers.set(id, setTimeout(() => freshClause(id), 200));
  };
  document.addEventListener("focusout", () => { for (const id of waiting) { waiting.delete(id); soon(id); } });
  document.addEventListener("focusin", event => {
    const clause = event.target.matches?.("textarea, input") ? event.target.closest("[data-clause]")?.dataset.clause ?? null : null;
    if (clause === at) return;
    at = clause;
    fetch(`/api/v1/dossiers/${dossier}/at`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ clause }) }).catch(() => {});
  });
  let at = null;

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
      const people = document.querySelector("[data-people]");
      if (people) {
        people.textContent = message.here.map(p => `${p.name} (${p.side})`).join(", ");
      }
      for (const clause of document.querySelectorAll("[data-clause]")) {
        const names = message.here.filter(p => p.clause === clause.dataset.clause && p.member !== head.dataset.self).map(p => p.name);
        clause.dataset.writers = names.join(", ");
        let mark = clause.querySelector("[data-writing]");
        if (!mark && names.length) {
          mark = document.createElement("li");
          mark.className = "mark";
          mark.dataset.writing = "";
          clause.querySelector(".marks").append(mark);
        }
        if (mark) { mark.hidden = !names.length; mark.textContent = "✎ " + names.join(", "); }
      }
      return;
    }
    if (onText && message.clause && message.kind !== "clause-removed") soon(message.clause);
    else freshPage();
  };
})();
