// The page around the chat: one module for each thing a visitor does, wired together here.
import { ask, fill, unanswered, watchAnswers } from "./chat.js";
import { offerFeedback } from "./feedback.js";
import { speakChinese } from "./gradio.js";
import { keepLook } from "./look.js";
import { Pane } from "./pane.js";
import { showQuotes } from "./popover.js";
import { watchService } from "./service.js";
import { copyAnswer, offerSharing } from "./share.js";

const pane = new Pane(document.querySelector("#paper"));
const service = watchService(document.querySelector("#notice"), unanswered, fill);

keepLook();
speakChinese(service.look);
showQuotes(document.querySelector("#popover"), (mark) => pane.showCitation(mark));
offerSharing(document.querySelector("#share"));
watchAnswers((answer) => pane.showAnswer(answer));

const help = document.querySelector("#help");
document.querySelector("#open-help").addEventListener("click", () => help.showModal());
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
}

// Bubbles come and go: what is clicked in them is found from the document.
document.addEventListener("click", (event) => {
  const button = event.target.closest("#chat button");
  const answer = button?.closest(".answer");
  if (button?.matches(".ask")) ask(button.textContent);
  else if (button?.matches(".copy")) copyAnswer(button, answer);
  else if (button?.matches(".up, .down")) offerFeedback(button, answer);
});
