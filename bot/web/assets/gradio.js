// What Gradio says in English in every language, to eyes or to a screen reader, said in Chinese.

const NAMES = [
  [/^chatbot conversation$/, "对话记录"],
  [/^user's message:[^]*/, "您的问题"],
  [/^bot's message:[^]*/, "回答"],
  [/^Close$/, "关闭"],
  [/^Scroll down$/, "滚到最下面"],
];

const ATTRIBUTES = ["aria-label", "title"];

/** Rename Gradio's parts now and whenever they change; its toasts only call `trouble(full)`. */
export function speakChinese(trouble) {
  const mend = () => {
    for (const attribute of ATTRIBUTES) {
      for (const part of document.querySelectorAll(`gradio-app [${attribute}]`)) {
        const name = part.getAttribute(attribute);
        const known = NAMES.find(([pattern]) => pattern.test(name));
        if (known) part.setAttribute(attribute, known[1]);
      }
    }
    for (const toast of document.querySelectorAll("[data-testid=toast-body]")) {
      if (toast.dataset.seen) continue;
      toast.dataset.seen = "true";
      trouble(/queue is full|busy/i.test(toast.textContent));
    }
  };
  new MutationObserver(mend).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributeFilter: ATTRIBUTES,
  });
  mend();
}
