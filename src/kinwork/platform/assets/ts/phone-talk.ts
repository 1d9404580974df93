// What pages and the service worker say to each other: who holds the key, which lies in their memory alone.
import type { Unlocked } from "./phone-keep.ts";

export type Said = { what: "who" } | { what: "lock" } | { what: "unlocked"; by: Unlocked };

const PATIENCE = 1500; // ms: whoever has been put to sleep does not answer

interface Listener {
  postMessage: (said: Said, ports: MessagePort[]) => void;
}

export function isSaid(found: unknown): found is Said {
  return typeof found === "object" && found !== null && "what" in found;
}

function isUnlocked(found: unknown): found is Unlocked {
  return typeof found === "object" && found !== null && "key" in found && found.key instanceof CryptoKey;
}

/** The key, from whoever holds it; nothing where they do not, or do not answer. */
export function askFor(listener: Listener): Promise<Unlocked | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => resolve(null), PATIENCE);
    port1.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer);
      port1.close();
      resolve(isUnlocked(data) ? data : null);
    });
    port1.start();
    listener.postMessage({ what: "who" }, [port2]);
  });
}
