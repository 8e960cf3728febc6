// The pane beside the chat: which report it shows, and on a phone whether it is in front.
import { Reader } from "./reader.js";

const narrow = matchMedia("(max-width: 899px)");

export class Pane {
  #root;
  #reader;
  #report;
  #back;

  constructor(root) {
    this.#root = root;
    document.querySelector("#open-reader").addEventListener("click", (event) => this.open(event.currentTarget));
    document.querySelector("#close-reader").addEventListener("click", () => history.back());
    window.addEventListener("popstate", () => this.#shut());
    narrow.addEventListener("change", () => this.#shut());
    this.#show(root.dataset.report);
  }

  /** Mark all citations of `answer`, the first in view; the pane stays where it is. */
  async showAnswer(answer) {
    const cited = spansOf(answer);
    if (cited.length) await this.#mark(cited, 0);
    else this.#reader?.clear();
  }

  /** Bring the sentence of a citation link to view, with the others of its answer marked. */
  async showCitation(link) {
    const cited = spansOf(link.closest(".answer"));
    const href = link.getAttribute("href");
    this.open(link);
    await this.#mark(cited, Math.max(0, cited.findIndex((one) => one.href === href)));
  }

  /** On a phone, slide the report over the chat; Back slides it away again and leads to `from`. */
  open(from) {
    if (!narrow.matches || document.body.classList.contains("reading")) return;
    this.#back = from;
    this.#cover(true);
    history.pushState({ reading: true }, "");
    this.#root.focus({ preventScroll: true });
  }

  #shut() {
    if (!document.body.classList.contains("reading")) return;
    this.#cover(false);
    this.#back?.focus({ preventScroll: true });
  }

  /** While the report lies over the rest, nobody gets to the rest by keyboard or by ear. */
  #cover(covered) {
    document.body.classList.toggle("reading", covered);
    for (const behind of document.querySelectorAll(".top, .talk")) behind.inert = covered;
  }

  async #mark(cited, current) {
    const { report } = cited[current];
    if (!(await this.#show(report))) return;
    const here = cited.filter((one) => one.report === report);
    this.#reader.mark(here, here.indexOf(cited[current]));
  }

  /** Have `report` in the pane; false where it can't be had. */
  async #show(report) {
    if (report === this.#report) return true;
    const state = this.#root.querySelector(".paper-state");
    try {
      const answer = await fetch(`page/reader/${encodeURIComponent(report)}`);
      if (!answer.ok) throw new Error(answer.status);
      const holder = document.createElement("div");
      holder.className = "holder";
      holder.innerHTML = await answer.text();
      this.#root.querySelector(".holder")?.remove();
      this.#root.append(holder);
      this.#reader = new Reader(holder);
      this.#report = report;
      state.hidden = true;
      return true;
    } catch {
      state.textContent = "报告暂时打不开，请稍后再试。";
      state.hidden = false;
      return false;
    }
  }
}

/** The sentences an answer cites, in order: [{report, start, end, href}]. */
function spansOf(answer) {
  const links = answer?.querySelectorAll(".source .place") ?? [];
  return [...links].map((link) => {
    const href = link.getAttribute("href");
    const [, report, start, end] = href.match(/reports\/([^#]+)#(\d+)-(\d+)$/);
    return { report, start: Number(start), end: Number(end), href };
  });
}
