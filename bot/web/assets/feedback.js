// 有帮助 / 有问题: one click for thanks, a short form for what is wrong.
import { post } from "./post.js";

const UNSAID = "请至少选一个原因，或写一句话。";

/** Take the visitor's thumb on `answer`; `button` is the one that was pressed. */
export function offerFeedback(button, answer) {
  const tools = button.closest(".tools");
  answer.querySelector("form.feedback")?.remove();
  if (button.matches(".up")) {
    send(answer, tools, button, { verdict: "up" });
    return;
  }
  const form = document.querySelector("#feedback-form").content.cloneNode(true).firstElementChild;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = new FormData(form);
    const judgement = {
      verdict: "down",
      reasons: said.getAll("reason"),
      comment: said.get("comment").trim(),
    };
    if (judgement.reasons.length || judgement.comment) send(answer, tools, button, judgement, form);
    else tell(tools, UNSAID);
  });
  form.querySelector(".cancel").addEventListener("click", () => {
    form.remove();
    tell(tools, "");
    button.focus();
  });
  tools.after(form);
  form.querySelector("input").focus();
  form.scrollIntoView({ block: "nearest" });
}

async function send(answer, tools, button, judgement, form) {
  const token = answer.id.replace("answer-", "");
  const reply = await post(`page/answers/${encodeURIComponent(token)}/feedback`, judgement);
  tell(tools, reply.problem ?? reply.detail);
  if (reply.problem) return;
  form?.remove();
  for (const one of tools.querySelectorAll(".up, .down")) {
    one.setAttribute("aria-pressed", String(one === button));
  }
  if (form) button.focus();
}

function tell(tools, text) {
  let line = tools.querySelector(".thanks");
  if (!line) {
    line = document.createElement("span");
    line.className = "thanks";
    line.setAttribute("role", "status");
    tools.append(line);
  }
  line.textContent = text;
}
