// What a server answers to a script.

export interface Answer {
  status: number; // 0: the server could not be reached
  body: Record<string, unknown>;
}

/** A text out of an answer, or ``otherwise``. */
export function textOf(found: unknown, otherwise = ""): string {
  return typeof found === "string" ? found : otherwise;
}
