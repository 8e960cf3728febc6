/**
 * The reader: shows a report, marks cited passages by their offsets, finds words in it.
 *
 * Works on the fragment that bot/web/reader.py makes. Offsets are code points of the report's text,
 * as Python counts them; each `.reader-block` holds the text between its data-start and data-end.
 * Marks are painted from scratch each time: all are unwrapped, then the cited ranges are wrapped,
 * then the hits, so they may overlap in any way.
 */

const SIZE_KEY = "wenbao.reader.size";
const WIDE_REM = 60; // from this width on the tree stands beside the text
const NEAR_SCREENS = 3; // farther than this we jump: a long glide only makes dizzy
const READING_LINE = 0.25; // the share of the pane above the line that is being read

/* What folds to the same sign beyond NFKC; the same list as bot/language/text.py. */
const SAME_SIGN = new Map([
  ["“", '"'], ["”", '"'], ["‘", "'"], ["’", "'"],
  ["—", "-"], ["–", "-"], ["－", "-"],
  ["〔", "("], ["〕", ")"], ["【", "("], ["】", ")"],
  ["･", "·"], ["•", "·"], ["・", "·"],
]);
const UNSEEN = /[\s\p{Cf}\p{Cc}\p{Cs}]/u;

/** Fold `text` for comparison; `origin[i]` is the code point that code unit i came from. */
function fold(text) {
  let folded = "";
  const origin = [];
  let offset = 0;
  for (const sign of text) {
    for (const part of (SAME_SIGN.get(sign) ?? sign).normalize("NFKC")) {
      if (UNSEEN.test(part)) continue;
      const plain = (SAME_SIGN.get(part) ?? part).toLowerCase();
      folded += plain;
      for (let unit = 0; unit < plain.length; unit += 1) origin.push(offset);
    }
    offset += 1;
  }
  return { folded, origin };
}

/** Return the index in `text` (UTF-16) of the code point number `points`. */
function unitsOf(text, points) {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

function textNodes(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

/** Use the browser's storage; where it is blocked, it throws, and the page goes on without. */
const stored = (use) => Promise.resolve().then(() => use(localStorage)).catch(() => null);

export class Reader {
  #spans = []; // what mark() was given, each with whether it was found
  #current = 0;
  #hits = [];
  #hit = 0;
  #shown = null; // what we scrolled to last: while it is in view, its section is the place
  #waiting = false; // something is to be shown as soon as the pane can be seen
  #gliding = false; // a smooth scroll to it is under way
  #link = null;
  #framed = false;

  /** `root` is the fragment's section.reader, or an element that contains it. */
  constructor(root) {
    const section = root.matches(".reader") ? root : root.querySelector(".reader");
    if (!section) throw new Error("Reader: no .reader in the given element");
    this.element = section;
    const part = (name) => section.querySelector(`.reader-${name}`);
    for (const name of ["bar", "toggle", "query", "count", "steps", "tree", "body", "place",
      "scroll", "text", "status", "previous", "next", "unmark"]) this[`$${name}`] = part(name);
    const range = (element) => ({
      element,
      start: Number(element.dataset.start),
      end: Number(element.dataset.end),
    });
    this.blocks = [...section.querySelectorAll(".reader-block")].map((element) => ({
      ...range(element),
      text: element.textContent,
      form: null,
    }));
    this.sentences = [...section.querySelectorAll(".sentence")].map(range);
    this.regions = this.#readRegions();
    this.#listen();
    this.$bar.hidden = false;
    this.#fit();
    this.#place();
    stored((storage) => storage.getItem(SIZE_KEY)).then((size) => {
      if (size && section.querySelector(`[data-size="${CSS.escape(size)}"]`)) this.#resize(size);
    });
    new ResizeObserver(() => this.#fit()).observe(section);
  }

  /**
   * Mark `spans` ([{start, end}], code points) and show number `current` of them.
   *
   * Replaces earlier marks. Returns whether the current span was found; it is not where its ends
   * are in no sentence, and a quiet line says so.
   */
  mark(spans, current = 0) {
    this.#spans = spans.map(({ start, end }) => ({ start, end, found: this.#inText(start, end) }));
    this.#current = current;
    this.#paint();
    return this.#showCited();
  }

  /** Take all marks away; search hits stay. */
  clear() {
    this.#spans = [];
    this.#current = 0;
    this.#shown = null;
    this.#paint();
    this.#showCited();
  }

  /** Show the next cited place; after the last comes the first. */
  next() {
    this.#step(1);
  }

  /** Show the cited place before; before the first comes the last. */
  previous() {
    this.#step(-1);
  }

  /** Highlight where `words` stand and show the first place; returns how many there are. */
  find(words) {
    const wanted = fold(words).folded;
    this.#hits = wanted ? this.blocks.flatMap((block) => this.#hitsIn(block, wanted)) : [];
    this.#hit = 0;
    this.#paint();
    this.$steps.hidden = this.#hits.length === 0;
    this.$count.textContent = wanted ? "没有找到" : "";
    this.#showHit();
    return this.#hits.length;
  }

  /** Go on to the next hit (`by` 1) or back (-1), around the ends. */
  findStep(by) {
    const count = this.#hits.length;
    if (count) this.#hit = (this.#hit + by + count) % count;
    this.#showHit();
  }

  /** Show or hide the tree of sections; without an argument, the other way. */
  showTree(open = !this.treeOpen) {
    this.#keepPlace(() => {
      this.element.toggleAttribute("data-tree", open);
      this.$toggle.setAttribute("aria-expanded", String(open));
    });
    if (open) this.#showLink();
  }

  get treeOpen() {
    return this.element.hasAttribute("data-tree");
  }

  get #lying() {
    return this.treeOpen && !this.element.hasAttribute("data-wide");
  }

  // Marks

  /** Tell whether the range begins and ends within sentences. */
  #inText(start, end) {
    const within = (offset) => this.sentences.some((s) => s.start <= offset && offset < s.end);
    return Number.isInteger(start) && Number.isInteger(end) && start < end
      && within(start) && within(end - 1);
  }

  #paint() {
    const marks = this.$text.querySelectorAll("mark");
    for (const mark of marks) mark.replaceWith(...mark.childNodes);
    if (marks.length) this.$text.normalize();
    this.#spans.forEach((span, index) => {
      if (span.found) this.#wrap(span, "cited", { n: index + 1 });
    });
    this.#hits.forEach((hit, index) => this.#wrap(hit, "hit", { hit: index + 1 }));
    this.#choose("cited", "n", this.#spans[this.#current]?.found ? this.#current + 1 : 0);
    this.#choose("hit", "hit", this.#hit + 1);
  }

  /** Wrap the range in marks: one in every text node that it touches. */
  #wrap({ start, end }, name, data) {
    for (const block of this.blocks) {
      if (block.end <= start || end <= block.start) continue;
      const from = unitsOf(block.text, start - block.start);
      const to = unitsOf(block.text, end - block.start);
      let at = 0;
      for (const node of textNodes(block.element)) {
        const begin = Math.max(from - at, 0);
        const stop = Math.min(to - at, node.length);
        at += node.length;
        if (begin >= stop) continue;
        const piece = begin > 0 ? node.splitText(begin) : node;
        if (piece.length > stop - begin) piece.splitText(stop - begin);
        const mark = document.createElement("mark");
        mark.className = name;
        Object.assign(mark.dataset, data);
        piece.replaceWith(mark);
        mark.append(piece);
      }
    }
  }

  /** Set the current one of a kind of mark apart, and return its elements. */
  #choose(name, key, number) {
    const chosen = [];
    for (const mark of this.$text.querySelectorAll(`mark.${name}`)) {
      if (mark.dataset[key] === String(number)) {
        mark.setAttribute("aria-current", "true");
        chosen.push(mark);
      } else mark.removeAttribute("aria-current");
    }
    return chosen;
  }

  #step(by) {
    const count = this.#spans.length;
    if (!this.#spans.some((span) => span.found)) return;
    do this.#current = (this.#current + by + count) % count;
    while (!this.#spans[this.#current].found);
    this.#showCited();
  }

  #showCited() {
    const count = this.#spans.length;
    const found = this.#spans[this.#current]?.found ?? false;
    const others = this.#spans.some((span, index) => span.found && index !== this.#current);
    for (const button of [this.$previous, this.$next]) button.hidden = !others;
    this.$unmark.hidden = !this.#spans.some((span) => span.found);
    if (count === 0) this.$status.textContent = "";
    else if (found) this.$status.textContent = `原文 ${this.#current + 1}/${count}`;
    else this.$status.textContent = "原文中找不到这处引用";
    const marks = this.#choose("cited", "n", found ? this.#current + 1 : 0);
    if (found) this.#show(marks);
    return found;
  }

  // Search

  #hitsIn(block, wanted) {
    block.form ??= fold(block.text);
    const { folded, origin } = block.form;
    const hits = [];
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
      const last = origin[at + wanted.length - 1];
      hits.push({ start: block.start + origin[at], end: block.start + last + 1 });
    }
    return hits;
  }

  #showHit() {
    const marks = this.#choose("hit", "hit", this.#hit + 1);
    if (!marks.length) return;
    this.$count.textContent = `第 ${this.#hit + 1} 处，共 ${this.#hits.length} 处`;
    this.#show(marks);
  }

  // Scrolling and the current place

  /** Bring `elements` into the middle of the pane, or their beginning to its top if too tall. */
  #show(elements, top = false) {
    this.#shown = elements;
    this.#waiting = this.$scroll.clientHeight === 0;
    const pane = this.$scroll.getBoundingClientRect();
    const first = elements[0].getBoundingClientRect();
    const last = elements[elements.length - 1].getBoundingClientRect();
    const spare = pane.height - (last.bottom - first.top);
    const margin = top || spare < 0 ? Math.min(16, pane.height / 8) : spare / 2;
    const by = first.top - pane.top - margin;
    const near = Math.abs(by) <= NEAR_SCREENS * pane.height;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#gliding = near && !calm && Math.abs(by) >= 1;
    this.$scroll.scrollBy({ top: by, behavior: this.#gliding ? "smooth" : "instant" });
    this.#place();
  }

  /** Change the layout by `change` and keep what is read where it is. */
  #keepPlace(change) {
    const top = this.$scroll.getBoundingClientRect().top;
    const read = this.blocks.find(({ element }) => element.getBoundingClientRect().bottom > top);
    const before = read?.element.getBoundingClientRect().top;
    const began = this.$scroll.scrollTop === 0;
    change();
    if (read && !began) {
      const moved = read.element.getBoundingClientRect().top - before;
      this.$scroll.scrollBy({ top: moved, behavior: "instant" });
    }
  }

  #readRegions() {
    const links = new Map();
    for (const link of this.$tree.querySelectorAll("a")) {
      links.set(decodeURIComponent(link.hash.slice(1)), link);
    }
    return [...this.$text.querySelectorAll("section[id]")].map((element) => {
      const part = element.closest(".reader-part");
      const own = links.get(element.id);
      return {
        element,
        link: own ?? links.get(part.id),
        part: own && part !== element ? links.get(part.id).textContent : "",
        tag: part.dataset.tag ?? "",
      };
    });
  }

  #inView(element) {
    const pane = this.$scroll.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    return box.bottom > pane.top && box.top < pane.bottom;
  }

  /** Return the height on the screen that is being read: near the end it sinks to the bottom. */
  #readingLine() {
    const { scrollTop, scrollHeight, clientHeight } = this.$scroll;
    const most = scrollHeight - clientHeight;
    const left = most > 0 ? Math.min(1, (most - scrollTop) / Math.min(most, clientHeight)) : 1;
    const share = 1 - (1 - READING_LINE) * left;
    return this.$scroll.getBoundingClientRect().top + clientHeight * share;
  }

  /** Find the section that is being read; say it above the text and in the tree. */
  #place() {
    if (this.$scroll.clientHeight === 0) return;
    let here = null;
    if (this.#shown?.[0].isConnected && (this.#gliding || this.#inView(this.#shown[0]))) {
      const holder = this.#shown[0].closest("section[id]");
      here = this.regions.find(({ element }) => element === holder);
    } else {
      this.#shown = null;
      const line = this.#readingLine();
      here = this.regions.findLast(({ element }) => element.getBoundingClientRect().top <= line);
    }
    here ??= this.regions[0];
    this.$place.hidden = !here;
    if (!here) return;
    const say = (name, text) => {
      const field = this.$place.querySelector(`.reader-place-${name}`);
      if (field.textContent !== text) field.textContent = text;
    };
    say("part", here.part);
    say("section", here.link.textContent);
    say("tag", here.tag);
    if (this.#link === here.link) return;
    this.#link?.removeAttribute("aria-current");
    this.#link = here.link;
    this.#link.setAttribute("aria-current", "location");
    this.#showLink();
  }

  /** Keep the tree's current entry visible, scrolling the tree alone. */
  #showLink() {
    if (!this.#link || !this.treeOpen) return;
    const tree = this.$tree.getBoundingClientRect();
    const box = this.#link.getBoundingClientRect();
    const over = Math.min(box.top - tree.top - 8, 0) || Math.max(box.bottom - tree.bottom + 8, 0);
    if (over) this.$tree.scrollBy({ top: over, behavior: "instant" });
  }

  #goTo(link) {
    const id = decodeURIComponent(link.hash.slice(1));
    const region = this.regions.find(({ element }) => element.id === id);
    const target = region.element.querySelector(".reader-block") ?? region.element;
    target.tabIndex = -1;
    target.addEventListener("blur", () => target.removeAttribute("tabindex"), { once: true });
    target.focus({ preventScroll: true });
    if (this.#lying) this.showTree(false);
    this.#show([target], true);
  }

  // Layout, settings and what visitors do

  /** Fit the layout to the pane's width; show what waited for the pane to be seen. */
  #fit() {
    const width = this.element.clientWidth;
    if (width === 0) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const wide = width >= WIDE_REM * rem;
    if (!this.#framed || wide !== this.element.hasAttribute("data-wide")) {
      this.#framed = true;
      this.element.toggleAttribute("data-wide", wide);
      this.showTree(wide);
    }
    if (this.#waiting && this.#shown?.[0].isConnected) this.#show(this.#shown);
    this.#place();
  }

  #resize(size) {
    this.#keepPlace(() => {
      this.element.dataset.size = size;
    });
    for (const button of this.element.querySelectorAll("button[data-size]")) {
      button.setAttribute("aria-pressed", String(button.dataset.size === size));
    }
  }

  #listen() {
    const on = (element, event, react) => element.addEventListener(event, react);
    on(this.$toggle, "click", () => {
      this.showTree();
      if (this.#lying) this.#link?.focus();
    });
    on(this.$tree, "click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#goTo(link);
    });
    on(this.element, "keydown", (event) => {
      if (event.key !== "Escape" || !this.#lying || event.target === this.$query) return;
      event.stopPropagation();
      this.showTree(false);
      this.$toggle.focus();
    });
    on(this.$tree, "focusout", ({ relatedTarget: to }) => {
      if (this.#lying && to && to !== this.$toggle && !this.$tree.contains(to)) this.showTree(false);
    });
    on(this.$body, "pointerdown", (event) => {
      if (this.#lying && !this.$tree.contains(event.target)) this.showTree(false);
    });
    let asked = false;
    on(this.$scroll, "scroll", () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        this.#place();
      });
    });
    for (const event of ["scrollend", "wheel", "touchmove", "keydown"]) {
      this.$scroll.addEventListener(event, () => { this.#gliding = false; }, { passive: true });
    }
    this.#listenToSearch(on);
    on(this.$previous, "click", () => this.previous());
    on(this.$next, "click", () => this.next());
    on(this.$unmark, "click", () => {
      this.clear();
      this.$scroll.focus({ preventScroll: true });
    });
    for (const button of this.element.querySelectorAll("button[data-size]")) {
      on(button, "click", () => {
        const { size } = button.dataset;
        this.#resize(size);
        stored((storage) => storage.setItem(SIZE_KEY, size));
      });
    }
  }

  #listenToSearch(on) {
    on(this.$query, "input", (event) => {
      if (!event.isComposing) this.find(this.$query.value);
    });
    on(this.$query, "compositionend", () => this.find(this.$query.value));
    on(this.$query, "keydown", (event) => {
      if (event.isComposing) return; // Enter and Esc belong to the input method
      if (event.key === "Enter") {
        event.preventDefault();
        this.findStep(event.shiftKey ? -1 : 1);
      } else if (event.key === "Escape" && this.$query.value) {
        event.preventDefault();
        event.stopPropagation();
        this.$query.value = "";
        this.find("");
      }
    });
    on(this.element.querySelector(".reader-hit-previous"), "click", () => this.findStep(-1));
    on(this.element.querySelector(".reader-hit-next"), "click", () => this.findStep(1));
  }
}

/**
 * Mark what the address asks for: `#4047-4061` or `#4047-4061,9543-9600`.
 *
 * Returns whether it was found; any other hash is ignored and gives false.
 */
export function openFromHash(reader) {
  const wanted = location.hash.slice(1).replace(/%2c/gi, ",");
  if (!/^\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9})*$/.test(wanted)) return false;
  return reader.mark(
    wanted.split(",").map((span) => {
      const [start, end] = span.split("-").map(Number);
      return { start, end };
    }),
  );
}
