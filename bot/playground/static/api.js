/** HTTP to the playground's server: one state to read, a few things to do, a stream of changes. */

const UNREACHABLE = "The playground can’t be reached. Is it still running?";

/** The workspace as one person sees it; null where the server does not answer. */
export async function fetchState(user) {
  try {
    const response = await fetch(`/playground/state?user=${encodeURIComponent(user)}`);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** Do something as a person; the answer is {ok, error?} and never throws. */
export async function post(what, body) {
  try {
    const response = await fetch(`/playground/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return await answerIn(response);
  } catch {
    return { ok: false, error: UNREACHABLE };
  }
}

/** Only a fault of the playground itself comes without an answer that can be read. */
async function answerIn(response) {
  const fault = { ok: false, error: `The playground failed (${response.status}). Try again.` };
  return response.json().catch(() => fault);
}

/**
 * Hear of every change a person can see. The stream rests while the window is hidden, since a
 * browser holds only six to one server. Returns a function that ends it.
 */
export function watch(user, { onVersion, onConnection }) {
  let source = null;
  const follow = () => {
    source?.close();
    source = document.hidden ? null : open(user, { onVersion, onConnection });
  };
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    source?.close();
  };
}

function open(user, { onVersion, onConnection }) {
  const source = new EventSource(`/playground/events?user=${encodeURIComponent(user)}`);
  source.onopen = () => onConnection(true);
  source.onerror = () => onConnection(false);
  source.onmessage = (event) => onVersion(JSON.parse(event.data).version);
  return source;
}
