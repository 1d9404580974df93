// What is kept on a device is sealed: whoever uses it next, or looks into it, reads nothing without the key, which the
// server gives only to the same person signed in.
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { managedNonce } from "@noble/ciphers/utils.js";

export interface Seal {
  close(text: string): string;
  /** Nothing where another key closed it, or where it was changed. */
  open(sealed: string): string | null;
}

/** ``key``: 32 bytes in base64. */
export function sealWith(key: string): Seal {
  const cipher = managedNonce(xchacha20poly1305)(fromBase64(key));
  return {
    close: (text) => toBase64(cipher.encrypt(new TextEncoder().encode(text))),
    open: (sealed) => {
      try {
        return new TextDecoder().decode(cipher.decrypt(fromBase64(sealed)));
      } catch {
        return null;
      }
    },
  };
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);
}

function toBase64(bytes: Uint8Array): string {
  let letters = "";
  for (const byte of bytes) letters += String.fromCodePoint(byte);
  return btoa(letters);
}
