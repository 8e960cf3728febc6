// The chat: asking for the visitor, and noticing what has been asked and answered.

const still = matchMedia("(prefers-reduced-motion: reduce)");

const box = () => document.querySelector("#question textarea");

/** Put `question` into the box, as if typed; waits for the box where Gradio is still starting. */
export function fill(question) {
  if (!box()) {
    setTimeout(() => fill(question), 100);
    return;
  }
  box().value = question;
  box().dispatchEvent(new Event("input", { bubbles: true }));
}

/** Put `question` into the box and send it. */
export function ask(question) {
  fill(question);
  // Gradio reads the box after its own next turn.
  setTimeout(() => document.querySelector("#send").click(), 30);
}

/** Return the question that has no answer yet: what is in the box, or was sent from it last. */
export function unanswered() {
  const rows = [...document.querySelectorAll("#chat .message-row")];
  const last = rows.findLast((row) => row.matches(".user-row"));
  const waits = last && !rows.at(-1).querySelector(".answer.whole, .answer.trouble");
  return box()?.value || (waits ? last.textContent.trim() : "");
}

/** Call `answered(answer)` once for each whole answer; keep the newest question in view. */
export function watchAnswers(answered) {
  const seen = new Set();
  let questions = 0;
  const look = () => {
    const chat = document.querySelector("#chat");
    if (!chat) return;
    const working = chat.querySelector(".answer.working, .answer.waiting");
    document.body.classList.toggle("working", Boolean(working));
    const asked = chat.querySelectorAll(".message-row.user-row, .user-row");
    if (asked.length !== questions) {
      questions = asked.length;
      if (questions) toTop(chat, asked[questions - 1]);
    }
    for (const answer of chat.querySelectorAll(".answer.whole[id]")) {
      if (seen.has(answer.id)) continue;
      seen.add(answer.id);
      toTop(chat, asked[questions - 1]);
      answered(answer);
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}

function toTop(chat, row) {
  const scroller = chat.querySelector(".bubble-wrap");
  if (!scroller || !row) return;
  const { top, height } = row.getBoundingClientRect();
  const spare = Math.max(0, height - scroller.clientHeight / 2); // a long question leaves room
  const by = top - scroller.getBoundingClientRect().top + spare - 8;
  scroller.scrollTo({ top: scroller.scrollTop + by, behavior: still.matches ? "auto" : "smooth" });
}
