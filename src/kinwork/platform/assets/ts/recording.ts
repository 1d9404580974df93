// Recording sound: begun by a press, said on the page for as long as it goes on, ended by a press.

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const LONGEST = 60 * 60; // seconds: less than a file may hold
const BITS = 32_000; // a second

export interface Recording {
  stop: () => void;
}

export const canRecord = (): boolean =>
  typeof MediaRecorder === "function" && typeof navigator.mediaDevices?.getUserMedia === "function";

/** Begins once the browser may; ``onTime`` every second, ``onEnd`` with what was recorded. Throws where it may not. */
export async function record(onTime: (seconds: number) => void, onEnd: (sound: File) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: BITS, ...(kind ? { mimeType: kind } : {}) });
  const pieces: Blob[] = [];
  const began = Date.now();
  const stop = () => {
    if (recorder.state !== "inactive") recorder.stop();
  };
  const clock = window.setInterval(() => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    onTime(seconds);
    if (seconds >= LONGEST) stop();
  }, 250);
  recorder.addEventListener("dataavailable", ({ data }) => {
    if (data.size > 0) pieces.push(data);
  });
  recorder.addEventListener("stop", () => {
    window.clearInterval(clock);
    for (const track of stream.getTracks()) track.stop();
    onEnd(new File(pieces, `recording ${atClock(began)}`, { type: recorder.mimeType }));
  });
  window.addEventListener("pagehide", stop, { once: true });
  recorder.start(1000);
  onTime(0);
  return { stop };
}

const two = (number: number): string => String(number).padStart(2, "0");

function atClock(when: number): string {
  const at = new Date(when);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return `${day} ${two(at.getHours())}-${two(at.getMinutes())}`;
}

export function lasted(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
