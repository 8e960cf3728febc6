// A citation's quote, shown at its mark: on hover and focus, and on touch with a way to the report.

const touch = matchMedia("(hover: none)");
const LINGER_MS = 250; // long enough to move the pointer into the popover and read it there

/** Show quotes in `popover`; `follow(link)` opens a citation in the report. */
export function showQuotes(popover, follow) {
  let mark;
  let leaving;

  const show = (link) => {
    clearTimeout(leaving);
    const source = sourceOf(link);
    if (!source) return;
    hide();
    mark = link;
    popover.replaceChildren(part("p", "place", source.place), part("p", "quote", source.quote));
    if (touch.matches) {
      const button = part("button", "primary", "在报告中查看");
      button.addEventListener("click", () => go(link));
      popover.append(button);
    }
    link.closest("main").append(popover); // all that is to be read lies in a landmark
    popover.hidden = false;
    link.setAttribute("aria-describedby", "popover");
    place(popover, link.getBoundingClientRect());
  };
  const hide = () => {
    clearTimeout(leaving);
    mark?.removeAttribute("aria-describedby");
    mark = undefined;
    popover.hidden = true;
  };
  const go = (link) => {
    hide();
    follow(link);
  };
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, LINGER_MS);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = event.target.closest?.("#chat a.cite");
    if (link && link !== mark) show(link);
    else if (link || popover.contains(event.target)) clearTimeout(leaving);
    else if (mark) leave();
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.("#chat a.cite");
    if (link?.matches(":focus-visible")) show(link);
    else if (!popover.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#chat a.cite, #chat a.place");
    if (!link) {
      if (!popover.contains(event.target)) hide();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (touch.matches && link.matches(".cite")) show(link);
    else go(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("scroll", (event) => {
    if (!popover.contains(event.target)) hide();
  }, { capture: true, passive: true });
}

function sourceOf(link) {
  const links = link.closest(".answer").querySelectorAll(".source .place");
  const place = [...links].find((one) => one.getAttribute("href") === link.getAttribute("href"));
  if (!place) return null;
  return { place: place.textContent, quote: place.parentElement.querySelector("q").textContent };
}

function part(name, kind, text) {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}

function place(popover, at) {
  popover.style.left = "0"; // where nothing narrows it
  const { width, height } = popover.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left - width / 2), innerWidth - width - 8);
  const above = at.top - height - 8;
  popover.style.left = `${left}px`;
  popover.style.top = `${above > 8 ? above : at.bottom + 8}px`;
}
