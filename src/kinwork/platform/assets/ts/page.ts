// What the server says about this page, read once.
const body = document.body;

export const user = body.dataset.user ?? "";
export const csrf = body.dataset.csrf ?? "";
// One page open in one window: lets others tell my two windows apart, and me ignore my own echo.
export const page = Math.random().toString(36).slice(2, 12);

export interface Answer {
  status: number; // 0: the server could not be reached
  said: Record<string, unknown>;
}

/** Send JSON; never throws. A page of HTML instead of JSON (a sign-in page, say) counts as signed out. */
export async function send(url: string, said: unknown, keepalive = false): Promise<Answer> {
  return ask(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf, Accept: "application/json" },
    body: JSON.stringify(said),
    keepalive,
  });
}

/** Ask for JSON. What a page asks ``byItself`` is no sign that somebody is there. */
export async function get(url: string, byItself = false): Promise<Answer> {
  const background: Record<string, string> = byItself ? { "X-Kinwork-Background": "1" } : {};
  return ask(url, { headers: { Accept: "application/json", ...background } });
}

async function ask(url: string, how: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...how, credentials: "same-origin", redirect: "manual" });
    if (response.status === 204) return { status: 204, said: {} };
    if (response.type === "opaqueredirect") return { status: 401, said: {} };
    const isJson = response.headers.get("Content-Type")?.includes("json");
    return { status: response.status, said: isJson ? await response.json() : {} };
  } catch {
    return { status: 0, said: {} };
  }
}

/** A sentence for people who cannot see the page change. */
export function announce(words: string): void {
  const place = document.getElementById("kw-said");
  if (place) place.textContent = words;
}
