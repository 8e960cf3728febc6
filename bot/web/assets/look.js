// 大字版 and 深色: two switches, remembered where the browser allows it.

/** Wire the switches to the root's `data-type` and `data-theme`. */
export function keepLook() {
  wire("#large", "type", "large", "normal");
  wire("#theme", "theme", "dark", "light");
}

function wire(selector, name, on, off) {
  const root = document.documentElement;
  const button = document.querySelector(selector);
  const show = () => button.setAttribute("aria-pressed", String(root.dataset[name] === on));
  button.addEventListener("click", () => {
    root.dataset[name] = root.dataset[name] === on ? off : on;
    show();
    remember(`wenbao-${name}`, root.dataset[name]);
  });
  show();
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage is forbidden here: the look lasts for this visit.
  }
}
