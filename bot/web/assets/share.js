// Taking an answer along: as text with its citations, or as a link that opens it again.
import { post } from "./post.js";

/** Copy `answer` with its marks, quotes and source; say so on the button. */
export async function copyAnswer(button, answer) {
  const done = await copied(asText(answer), button);
  const was = button.textContent;
  button.textContent = done ? "已复制" : "没能复制";
  setTimeout(() => (button.textContent = was), 2_000);
}

/** Wire 分享 buttons to `dialog`, which shows the link. */
export function offerSharing(dialog) {
  const link = dialog.querySelector("#share-link");
  const state = dialog.querySelector("#share-state");
  document.addEventListener("click", async (event) => {
    const answer = event.target.closest?.("#chat .share")?.closest(".answer");
    if (!answer) return;
    const token = answer.id.replace("answer-", "");
    link.value = "";
    state.textContent = "正在生成链接……";
    dialog.showModal();
    const reply = await post(`page/answers/${encodeURIComponent(token)}/share`, {});
    state.textContent = reply.problem ?? "";
    if (reply.problem) return;
    link.value = new URL(`?answer=${encodeURIComponent(token)}`, document.baseURI).href;
    link.focus();
    link.select();
  });
  dialog.querySelector("#share-copy").addEventListener("click", async () => {
    if (!link.value) return;
    state.textContent = (await copied(link.value, link)) ? "链接已复制。" : "没能复制，请手动选取链接。";
  });
}

function asText(answer) {
  const statements = [...answer.querySelectorAll("p.statement")].map((statement) => {
    const copy = statement.cloneNode(true);
    copy.querySelectorAll(".unseen, .tag").forEach((part) => part.remove());
    copy.querySelectorAll("a.cite").forEach((mark) => (mark.textContent = `[${mark.textContent}]`));
    return copy.textContent.trim();
  });
  const sources = [...answer.querySelectorAll(".source")].map(
    (source, index) =>
      `[${index + 1}] ${source.querySelector(".place").textContent}：“${source.querySelector("q").textContent}”`,
  );
  const title = document.querySelector("#paper").dataset.title;
  return [...statements, "", ...sources, `——《${title}》`].join("\n");
}

/** Whether `text` is now on the clipboard; without HTTPS only the old way works. */
async function copied(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    near.parentElement.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    near.focus();
    return done;
  }
}
