// The console's own script: keys, focus, watching a draft come along, and keeping what was typed.
// Every page works without it except for these comforts.
"use strict";

const one = (selector) => document.querySelector(selector);
const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

// On a narrow screen the tabs of the head are one line that scrolls: show where we are.
{
  const nav = one(".top nav");
  const here = nav?.querySelector("[aria-current]");
  if (here && nav.scrollWidth > nav.clientWidth) {
    nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
  }
}

// ---- keys: never while somebody types, never with a modifier held

const keys = {
  "?": () => one("#help")?.showModal(),
  "/": () => one("[data-search]")?.focus(),
  j: () => step(1),
  k: () => step(-1),
  e: () => startEdit(),
  a: () => approve(),
  r: () => startReject(),
  u: () => one("[data-undo]")?.click(),
  n: () => (one("[data-next]") ?? one('[data-key="n"]') ?? firstRow())?.click(),
  g: () => one('header a[href="/queue"]')?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "text") {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  if (typing(event.target) || one("dialog[open]")) return;
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

function rows() {
  return [...document.querySelectorAll("[data-list] a.open")];
}

function firstRow() {
  return rows()[0];
}

function step(by) {
  const all = rows();
  const at = all.indexOf(document.activeElement);
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

// The first press shows what would be signed, the second signs it.
function approve() {
  const button = one("[data-approve]");
  if (!button) return;
  if (button.disabled) {
    one("#sign").scrollIntoView({ block: "center" });
    return;
  }
  if (document.activeElement === button) button.click();
  else button.focus();
}

// ---- editing: shown on demand, kept until saved

const form = one("[data-edit]");
const kept = form ? `edit ${form.dataset.edit}` : "";

function startEdit() {
  const text = one("#edit textarea");
  if (!text) return;
  text.form.hidden = false;
  one("#cite").hidden = false;
  tellEditing();
  const button = one("[data-approve]");
  if (button && form) button.disabled = true;
  text.focus();
  text.scrollIntoView({ block: "nearest" });
}

// Colleagues who have the same conversation open are told.
function tellEditing() {
  const note = one("#presence [name=editing]");
  if (!note || note.value === "yes") return;
  note.value = "yes";
  one("#viewers").dispatchEvent(new Event("looked"));
}

function startReject() {
  const box = one("#reject");
  if (!box) return;
  box.hidden = false;
  one("#reason").focus();
}

function startHold() {
  const box = one("#hold");
  if (!box) return;
  box.hidden = false;
  one("#lasts").focus();
}

one("[data-start-hold]")?.addEventListener("click", startHold);
one("[data-start-edit]")?.addEventListener("click", startEdit);
one("[data-start-reject]")?.addEventListener("click", startReject);
one("[data-help]")?.addEventListener("click", () => one("#help").showModal());
one("[data-discard]")?.addEventListener("click", () => {
  sessionStorage.removeItem(kept);
  saved = true;
  location.reload();
});

// A clause that is ticked moves to the chosen ones, where the next search does not take it away.
one("#cite")?.addEventListener("change", (event) => {
  if (event.target.name !== "cite") return;
  const label = event.target.closest("label");
  const same = one(`#chosen input[value="${CSS.escape(event.target.value)}"]`);
  if (same && same !== event.target) {
    same.checked = true;
    label.remove();
  } else if (event.target.checked) one("#chosen").append(label);
  (same ?? event.target).focus();
  one("#text").dispatchEvent(new Event("recheck"));
});

let saved = true;
if (form) {
  const text = form.querySelector("textarea");
  text.addEventListener("input", () => {
    saved = false;
    sessionStorage.setItem(kept, text.value);
  });
  form.addEventListener("submit", () => {
    saved = true;
  });
  const before = sessionStorage.getItem(kept);
  if (before !== null && before !== text.value) {
    text.value = before;
    startEdit();
    saved = false;
    addEventListener("load", () => text.dispatchEvent(new Event("input", { bubbles: true })));
  }
}
addEventListener("beforeunload", (event) => {
  if (!saved) event.preventDefault();
});

// A decision is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  if (event.target.method === "post") event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const sent of document.querySelectorAll("[data-sent]")) delete sent.dataset.sent;
});

// ---- nobody asks a server for a page that nobody sees

document.addEventListener("htmx:before:request", (event) => {
  if (document.hidden) event.preventDefault();
});

// ---- a draft that is being written

const progress = one("[data-events]");
if (progress) {
  const events = new EventSource(progress.dataset.events);
  progress.replaceChildren();
  events.addEventListener("progress", (event) => {
    const said = JSON.parse(event.data);
    if (said.partial) {
      one("#partial").textContent = said.partial;
      return;
    }
    const line = document.createElement("li");
    line.textContent = said.says;
    progress.append(line);
  });
  events.addEventListener("end", () => {
    events.close();
    location.replace(progress.dataset.then);
  });
}
