{
  // Runs before anything else. The page speaks Chinese whatever the browser's language is.
  for (const [key, value] of [["language", "zh-CN"], ["languages", ["zh-CN", "zh"]]]) {
    Object.defineProperty(navigator, key, { get: () => value });
  }
  // The visitor's look, before the first paint. A browser that forbids storage gets the default.
  const remembered = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = remembered("wenbao-theme") ?? (dark ? "dark" : "light");
  root.dataset.type = remembered("wenbao-type") ?? "normal";
}
