const utf8 = new TextEncoder()

/** The ids of a text's bytes, where the vocabulary has them as `<0x41>`; undefined when it lacks one. */
export function byteIds(text: string, ids: ReadonlyMap<string, number>): readonly number[] | undefined {
  const found = Array.from(utf8.encode(text), byte => ids.get(byteName(byte)))
  return found.every(id => id !== undefined) ? found : undefined
}

export const byteName = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`
