// How the service is, in one line under the title: starting, gone, back, crowded.

const STARTING = "正在为报告建立索引，通常不到一分钟。这期间可以先读报告。";
const FAILED = "服务暂时不能回答问题，请稍后再来。报告仍可阅读。";
const LOST = "与服务的连接断了，正在重新连接……";
const BACK = "连接已恢复，可以继续提问。没有答完的问题请再问一次。";
const AFRESH = "连接已恢复，对话已重新开始。没有答完的问题在输入框里，可以直接再问。";
const CROWDED = "现在提问的人太多，请过一两分钟再试。";
const BROKEN = "刚才没能处理好，请再试一次。";

const SOON_MS = 2_000;
const SELDOM_MS = 20_000;
const READ_MS = 8_000; // how long a passing line stays
const KEY = "wenbao-unanswered";

/**
 * Keep `line` true; returns `look(full)`, to be called when a request of the page failed.
 *
 * Gradio reloads the page once it reaches the server again: `unanswered()` says which question that
 * would lose, and `refill(question)` puts it back into the box of the fresh page.
 */
export function watchService(line, unanswered, refill) {
  let state = "ready";
  let wasLost = false;
  let timer;

  const say = (text) => {
    line.textContent = text;
    line.hidden = !text;
  };
  const passing = (text) => {
    say(text);
    setTimeout(() => line.textContent === text && say(""), READ_MS);
  };
  const settle = (now) => {
    if (now === "ready" && state === "lost") passing(BACK);
    else if (now !== state || now !== "ready") {
      say({ ready: "", starting: STARTING, failed: FAILED, lost: LOST }[now]);
    }
    state = now;
    wasLost ||= now === "lost";
    clearTimeout(timer);
    timer = setTimeout(ask, now === "ready" || now === "failed" ? SELDOM_MS : SOON_MS);
  };
  const ask = async () => {
    if (document.hidden && state === "ready") {
      settle(state);
      return;
    }
    settle(await stateNow());
  };
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  window.addEventListener("pagehide", () => wasLost && keep(unanswered()));
  const left = taken();
  if (left !== null) {
    passing(AFRESH);
    refill(left);
  }
  ask();
  return {
    async look(full) {
      if (full) return passing(CROWDED);
      await ask();
      if (state === "ready" && line.hidden) passing(BROKEN);
    },
  };
}

async function stateNow() {
  try {
    const answer = await fetch("page/state", { signal: AbortSignal.timeout(5_000) });
    return answer.ok ? (await answer.json()).state : "lost";
  } catch {
    return "lost";
  }
}

// A browser that forbids storage forgets the question: no worse than without.
function keep(question) {
  try {
    sessionStorage.setItem(KEY, question);
  } catch {}
}

function taken() {
  try {
    const question = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return question;
  } catch {
    return null;
  }
}
