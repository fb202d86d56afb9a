/** Two independent 32-bit hashes of a text: together 64 bits, so that among a million texts two differ with near certainty. */
export function hashText(text: string): readonly [high: number, low: number] {
  let [a, b] = [0x9e3779b9, 0x85ebca6b]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x9e3779b1)
    a ^= a >>> 15
    b = Math.imul(b ^ unit, 0xc2b2ae3d)
    b ^= b >>> 13
  }
  a = Math.imul(a ^ (b >>> 16), 0x85ebca77)
  b = Math.imul(b ^ (a >>> 15), 0x27d4eb2f)
  return [(a ^ (b >>> 13)) >>> 0, (b ^ (a >>> 16)) >>> 0]
}
