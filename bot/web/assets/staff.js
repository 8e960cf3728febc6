// The staff area. Everything works without this; it only saves steps.
import { keepLook } from "./look.js";

for (const name of ["large", "theme"]) document.getElementById(name).hidden = false;
keepLook();
openSourcesBeside();
filterAtOnce();
keepFilesSmall();
helpMerging();
warnBeforeLeaving();

/** A link to the report opens in a pane beside the page, at its sentence. */
function openSourcesBeside() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.source");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const pane = document.querySelector(".pane") ?? newPane();
    pane.querySelector("iframe").src = link.href;
    document.querySelectorAll(".shown").forEach((one) => one.classList.remove("shown"));
    (link.closest("tr, li") ?? link).classList.add("shown");
  });
}

function newPane() {
  const pane = document.createElement("aside");
  pane.className = "pane";
  pane.setAttribute("aria-label", "报告原文");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "关闭原文";
  close.addEventListener("click", () => {
    const shown = document.querySelector(".shown");
    shown?.classList.remove("shown");
    pane.remove();
    shown?.querySelector("a.source")?.focus();
  });
  const frame = document.createElement("iframe");
  frame.title = "报告原文";
  pane.append(close, frame);
  document.querySelector(".bench").append(pane);
  return pane;
}

/** A choice above a table takes effect at once. */
function filterAtOnce() {
  document.querySelectorAll("form.filters select").forEach((select) => {
    select.addEventListener("change", () => select.form.requestSubmit());
  });
}

/** A file is chosen in Chinese whatever the browser speaks; one too large is told before it is sent. */
function keepFilesSmall() {
  document.querySelectorAll("form[data-most]").forEach((form) => {
    const input = form.querySelector("input[type=file]");
    const name = document.createElement("span");
    name.className = "pick";
    name.textContent = "选择文件";
    input.before(name);
    name.append(input);
    input.classList.add("unseen");
    input.addEventListener("change", () => {
      name.firstChild.data = input.files[0]?.name ?? "选择文件";
      const over = (input.files[0]?.size ?? 0) > Number(form.dataset.most);
      input.setCustomValidity(over ? "文件超过 200 KB，请分成几份。" : "");
      input.reportValidity();
    });
  });
}

/** Two versions of a review: either goes into the form with one click, or both notes together. */
function helpMerging() {
  const form = document.getElementById("merged");
  if (!form) return;
  const version = (name) => document.querySelector(`[data-version="${name}"]`).dataset;
  document.querySelectorAll("button.take").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const { status, note, evidence } = button.closest("[data-version]").dataset;
      form.elements.status.value = status;
      form.elements.note.value = note;
      form.elements.evidence.value = evidence;
      form.elements.note.focus();
    });
  });
  const join = document.querySelector("button.join");
  join.hidden = false;
  join.addEventListener("click", () => {
    const notes = [version("theirs").note, version("mine").note];
    form.elements.note.value = [...new Set(notes)].filter(Boolean).join("\n");
    form.elements.note.focus();
  });
}

/** What was typed into a review is not lost by leaving the page unasked. */
function warnBeforeLeaving() {
  const form = document.querySelector('form.sheet[action="commitment"]');
  if (!form) return;
  let changed = form.id === "merged";
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  document.querySelector("a.discard")?.addEventListener("click", () => (changed = false));
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
