import type { Answer } from "./answer.ts";
import { csrf } from "./page-context.ts";

export { type Answer, textOf } from "./answer.ts";

/** Send JSON; never throws. A page of HTML instead of JSON (a sign-in page, say) counts as signed out. */
export function send(url: string, body: unknown, keepalive = false): Promise<Answer> {
  return sendAs(csrf, url, body, keepalive);
}

/** The same from a page that was made without knowing who is signed in. */
export function sendAs(token: string, url: string, body: unknown, keepalive = false): Promise<Answer> {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" };
  return request(url, { method: "POST", headers, body: JSON.stringify(body), keepalive });
}

/** A form, as the browser would send it, but for the answer. */
export function sendForm(token: string, url: string, body: URLSearchParams | FormData): Promise<Answer> {
  return request(url, { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" }, body });
}

/** Ask for JSON. What a page asks ``byItself`` is no sign that somebody is there. */
export function get(url: string, byItself = false): Promise<Answer> {
  const background: Record<string, string> = byItself ? { "X-Kinwork-Background": "1" } : {};
  return request(url, { headers: { Accept: "application/json", ...background } });
}

async function request(url: string, how: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...how, credentials: "same-origin", redirect: "manual" });
    if (response.status === 204) return { status: 204, body: {} };
    if (response.type === "opaqueredirect") return { status: 401, body: {} };
    const isJson = response.headers.get("Content-Type")?.includes("json") === true;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server answers with objects alone
    return { status: response.status, body: isJson ? ((await response.json()) as Answer["body"]) : {} };
  } catch {
    return { status: 0, body: {} };
  }
}
