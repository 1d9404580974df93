// Sending one file, with how far it is.
import { type Answer, textOf } from "./http.ts";
import { csrf } from "./page-context.ts";

/** Never throws. Status 0: the server could not be reached. */
export function upload(url: string, said: FormData, onWay: (share: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onWay(loaded / total);
    });
    request.addEventListener("loadend", () => resolve({ status: request.status, body: read(request) }));
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", csrf);
    request.setRequestHeader("Accept", "application/json");
    request.send(said);
  });
}

function read(request: XMLHttpRequest): Answer["body"] {
  try {
    const found: unknown = JSON.parse(request.responseText);
    return typeof found === "object" && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

/** Why a file is not there, in words; and whether to try again would help. */
export function became({ status, body }: Answer): { words: string; again: boolean } {
  if (status === 0) return { words: "The connection was lost while this was sent.", again: true };
  if (status === 401 || status === 403) {
    return { words: "You have been signed out. Sign in again in another tab, then try again here.", again: true };
  }
  if (status >= 500) return { words: textOf(body["error"], "The server could not keep this just now."), again: true };
  return { words: textOf(body["error"], "This could not be attached."), again: false };
}

function mb(bytes: number): string {
  return (bytes / 1_000_000).toLocaleString("en-GB", { maximumFractionDigits: bytes < 1e9 ? 1 : 0 });
}

/** What is said of a file that is too large, before anything of it is sent. */
export function tooLarge(size: number, most: number): string {
  if (size <= most) return "";
  const isFilm = size > 8 * most;
  const more = isFilm
    ? "Videos are not kept here: say in the entry what it shows."
    : "Make it smaller, or attach it in parts.";
  return `This file has ${mb(size)} MB; ${mb(most)} MB is the most. ${more}`;
}
