/** A new idempotency key. `crypto.randomUUID` exists only on secure origins; a house network often
 * has none. */
export function newKey(): string {
  const random = crypto.getRandomValues(new Uint8Array(16))
  return [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
