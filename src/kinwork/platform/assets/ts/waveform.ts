// The loudness of a recording over time, drawn once it has been loaded; where it cannot be, words say so and no empty
// picture stands there. A click leads to that moment; the browser's own player stays beside it for keys and readers.
import { peaks } from "./coding-rules.ts";
import { moment } from "./contracts.ts";

const MOST = 80_000_000; // bytes that a tablet can hold deciphered at once
const RATE = 8000; // samples a second are enough for a picture
const PARTS = 600;

export class Waveform {
  readonly place: HTMLElement;
  readonly sound: HTMLAudioElement;
  readonly size: number;
  readonly seek: (seconds: number) => void;
  #peaks: number[] = [];

  constructor(place: HTMLElement, sound: HTMLAudioElement, size: number, seek: (seconds: number) => void) {
    this.place = place;
    this.sound = sound;
    this.size = size;
    this.seek = seek;
  }

  get #canvas(): HTMLCanvasElement | null {
    return this.place.querySelector("canvas");
  }

  start(): void {
    if (this.size > MOST) {
      this.#say("This recording is too long for a waveform. It plays all the same.");
      return;
    }
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const answer = await fetch(this.sound.src, { credentials: "same-origin" });
      if (!answer.ok) throw new Error("not there");
      const decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await answer.arrayBuffer());
      this.#peaks = peaks(decoded.getChannelData(0), PARTS);
    } catch {
      this.#say("The waveform cannot be drawn in this browser. The recording plays all the same.");
      return;
    }
    const around = this.#canvas?.parentElement;
    if (around) around.hidden = false;
    this.#say("");
    this.#draw();
    for (const name of ["timeupdate", "seeked", "loadedmetadata"]) {
      this.sound.addEventListener(name, () => this.#draw());
    }
    window.addEventListener("resize", () => this.#draw());
    const canvas = this.#canvas;
    canvas?.addEventListener("click", (event) => {
      const { left, width } = canvas.getBoundingClientRect();
      this.seek(((event.clientX - left) / width) * this.#length());
    });
  }

  #length(): number {
    return Number.isFinite(this.sound.duration) ? this.sound.duration : 0;
  }

  #say(words: string): void {
    const line = this.place.querySelector<HTMLElement>(".kw-player__words");
    if (!line) return;
    line.textContent = words;
    line.hidden = words === "";
  }

  #draw(): void {
    const canvas = this.#canvas;
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen) return;
    const { clientWidth: width, clientHeight: height } = canvas;
    const scale = window.devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = height * scale;
    pen.scale(scale, scale);
    const style = getComputedStyle(canvas);
    const length = this.#length();
    const played = length ? this.sound.currentTime / length : 0;
    for (const [part, peak] of this.#peaks.entries()) {
      const tall = Math.max(1, peak * (height - 4));
      pen.fillStyle = part / PARTS < played ? style.color : style.borderTopColor;
      pen.fillRect((part * width) / PARTS, (height - tall) / 2, Math.max(1, width / PARTS - 0.5), tall);
    }
    if (!length) return;
    pen.fillStyle = style.outlineColor;
    for (const one of moment.all(this.place)) {
      pen.fillRect((moment.get(one, "data-seek") / length) * width, 0, 2, height);
    }
  }
}
