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

export function seal(key: CryptoKey, name: string, what: unknown): Promise<Sealed> {
  return sealBytes(key, name, new TextEncoder().encode(JSON.stringify(what)));
}

/** What is no text: a photo, say. */
export async function sealBytes(key: CryptoKey, name: string, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  return { iv, bytes: await crypto.subtle.encrypt(under(name, iv), key, bytes) };
}

/** Nothing where another key sealed it, under another name, or where it was changed. */
export async function open(key: CryptoKey, name: string, sealed: Sealed): Promise<unknown> {
  const bytes = await openBytes(key, name, sealed);
  try {
    return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : null;
  } catch {
    return null;
  }
}

export async function openBytes(key: CryptoKey, name: string, sealed: Sealed): Promise<ArrayBuffer | null> {
  try {
    return await crypto.subtle.decrypt(under(name, sealed.iv), key, sealed.bytes);
  } catch {
    return null;
  }
}

function under(name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
}
