/** An entry in quotation marks may have commas in it. */
const entry = /\s*["“]([^"”]*)["”]\s*(?=[,，、]|$)|[^,，、]+/g

/** What a person listed with commas between it; nothing twice, nothing empty. */
export const listed = (list: string): string[] => [
  ...new Set(Array.from(list.matchAll(entry), ([all, quoted]) => (quoted ?? all).trim()).filter(name => name !== '')),
]
