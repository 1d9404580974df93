// Values kept in a browser's storage under one prefix, sealed where a seal is given. A storage may be full, forbidden or
// broken: then nothing is kept, and nothing fails.
import type { Seal } from "./seal.ts";

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class DeviceStore {
  private readonly storage: () => Storage;
  private readonly prefix: string;
  private readonly seal: Seal | null;

  /** ``storage``: asked for each time, since a browser may refuse already to hand it out. */
  constructor(storage: () => Storage, prefix: string, seal: Seal | null = null) {
    this.storage = storage;
    this.prefix = prefix;
    this.seal = seal;
  }

  /** Whether it is kept. */
  write(name: string, value: unknown): boolean {
    try {
      const text = JSON.stringify(value);
      this.storage().setItem(this.prefix + name, this.seal ? this.seal.close(text) : text);
      return true;
    } catch {
      return false;
    }
  }

  /** What was written; nothing for what is not there or cannot be read. */
  read(name: string): unknown {
    try {
      return this.opened(this.storage().getItem(this.prefix + name));
    } catch {
      return null;
    }
  }

  /** The value of what stands, or stood, in the storage. What was written before there was a seal is read as it is. */
  opened(written: string | null): unknown {
    if (written === null) return null;
    const text = this.seal && !written.startsWith("{") ? this.seal.open(written) : written;
    return text === null ? null : JSON.parse(text);
  }

  remove(name: string): void {
    try {
      this.storage().removeItem(this.prefix + name);
    } catch {
      // nothing was kept either
    }
  }

  names(): string[] {
    try {
      const storage = this.storage();
      const keys = Array.from({ length: storage.length }, (_, n) => storage.key(n) ?? "");
      return keys.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
    } catch {
      return [];
    }
  }
}
