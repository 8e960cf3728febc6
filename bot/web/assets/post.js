// Sending something small to our own routes.

/** POST `body` as JSON; returns the reply's object, with `problem` (a sentence) where it failed. */
export async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const reply = await answer.json();
    return answer.ok ? reply : { problem: reply.detail };
  } catch {
    return { problem: "没能连上服务，请稍后再试。" };
  }
}
