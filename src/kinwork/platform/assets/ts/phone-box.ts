// What lies on a phone is sealed: AES-GCM by the browser's own cryptography, with a key that cannot be read out of it. Each
// thing is sealed under its own name, so that none can be put in another's place. docs/adr/0131.

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

const NONCE = 12; // bytes, new for each sealing

/** ``secret``: 32 bytes in base64, which the server gives to its owner's sign-in alone. */
export function keyFrom(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret), (letter) => letter.codePointAt(0) ?? 0);
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function seal(key: CryptoKey, name: string, what: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const written = new TextEncoder().encode(JSON.stringify(what));
  return { iv, bytes: await crypto.subtle.encrypt(under(name, iv), key, written) };
}

/** Nothing where another key sealed it, under another name, or where it was changed. */
export async function open(key: CryptoKey, name: string, sealed: Sealed): Promise<unknown> {
  try {
    const bytes = await crypto.subtle.decrypt(under(name, sealed.iv), key, sealed.bytes);
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function under(name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
}
