// Values kept in a browser's storage under one prefix. A storage may be full, forbidden or broken: then nothing is
// kept, and nothing fails.

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class DeviceStore {
  private readonly storage: () => Storage;
  private readonly prefix: string;

  /** ``storage``: asked for each time, since a browser may refuse already to hand it out. */
  constructor(storage: () => Storage, prefix: string) {
    this.storage = storage;
    this.prefix = prefix;
  }

  /** Whether it is kept. */
  write(name: string, value: unknown): boolean {
    try {
      this.storage().setItem(this.prefix + name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  /** What was written; nothing for what is not there or cannot be read. */
  read(name: string): unknown {
    try {
      const written = this.storage().getItem(this.prefix + name);
      return written === null ? null : JSON.parse(written);
    } catch {
      return null;
    }
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
