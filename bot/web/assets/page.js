{
  // Runs before Gradio. The page speaks Chinese whatever the browser's language is.
  for (const [key, value] of [["language", "zh-CN"], ["languages", ["zh-CN", "zh"]]]) {
    Object.defineProperty(navigator, key, { get: () => value });
  }
  // What Gradio says in English in every language, to eyes or to a screen reader.
  const NAMES = [
    [/^chatbot conversation$/, "对话记录"],
    [/^user's message:\s*/, "您的问题："],
    [/^bot's message:\s*/, "回答："],
    [/^Close$/, "关闭"],
  ];
  const NOTICES = [
    [/queue is full|busy/i, "现在提问的人较多，请稍后再试。"],
    [/connection|network|server|fetch/i, "与服务的连接断了，请稍后再试。"],
    [/[a-z]{3}/i, "刚才没能处理好，请稍后再试。"],
  ];
  const say = (part, text) => part.textContent === text || (part.textContent = text);
  const mend = () => {
    for (const part of document.querySelectorAll("[aria-label]")) {
      const name = part.getAttribute("aria-label");
      const known = NAMES.find(([pattern]) => pattern.test(name));
      if (known) part.setAttribute("aria-label", name.replace(...known));
    }
    for (const part of document.querySelectorAll(".toast-title")) say(part, "提示");
    for (const part of document.querySelectorAll("[data-testid=toast-text]")) {
      const notice = NOTICES.find(([pattern]) => pattern.test(part.textContent));
      if (notice) say(part, notice[1]);
    }
  };
  new MutationObserver(mend).observe(document.documentElement, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ["aria-label"],
  });
}
