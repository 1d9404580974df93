// How long somebody writes at a form: seconds in which its page was seen and something had been typed within the last
// minute. It goes along with the form, and is told of many entries together only (docs/adr/0113).

const STILL_WRITING = 60_000; // ms since the last key or press

/** Seconds of writing, counted once a second. */
export class WritingTime {
  seconds: number;
  private lastAt: number | null = null;

  constructor(seconds = 0) {
    this.seconds = seconds;
  }

  /** A key or a press in the form. */
  touch(at: number): void {
    this.lastAt = at;
  }

  /** A second has gone by. */
  tick(at: number, isSeen: boolean): void {
    if (isSeen && this.lastAt !== null && at - this.lastAt <= STILL_WRITING) this.seconds += 1;
  }
}

export function start(): void {
  const input = document.querySelector<HTMLInputElement>("input[name=writing_seconds]");
  const form = input?.form;
  if (!input || !form) return;
  const time = new WritingTime(Number(input.value) || 0);
  const touch = () => {
    time.touch(Date.now());
  };
  for (const kind of ["input", "keydown", "pointerdown", "paste"]) form.addEventListener(kind, touch);
  window.setInterval(() => {
    time.tick(Date.now(), document.visibilityState === "visible");
    input.value = String(time.seconds);
  }, 1000);
}
