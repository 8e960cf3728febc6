{
  // Runs before Gradio. The page speaks Chinese whatever the browser's language is.
  for (const [key, value] of [["language", "zh-CN"], ["languages", ["zh-CN", "zh"]]]) {
    Object.defineProperty(navigator, key, { get: () => value });
  }
  // Gradio's own notices are English in every language; show them in one of our sentences.
  const SAID = [
    [/queue is full|busy/i, "现在提问的人较多，请稍后再试。"],
    [/connection|network|server|fetch/i, "与服务的连接断了，请稍后再试。"],
  ];
  const say = (toast) => {
    for (const part of toast.querySelectorAll(".toast-title, [data-testid=toast-text]")) {
      const text = part.textContent;
      if (!/[A-Za-z]{3}/.test(text)) continue;
      const known = SAID.find(([pattern]) => pattern.test(text));
      part.textContent = part.matches(".toast-title") ? "提示" : known ? known[1] : "刚才没能处理好，请稍后再试。";
    }
  };
  new MutationObserver(() => document.querySelectorAll(".toast-body").forEach(say)).observe(
    document.documentElement,
    { childList: true, subtree: true, characterData: true },
  );
}
