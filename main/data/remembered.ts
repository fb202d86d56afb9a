/** Letters of a few words of Chinese or Japanese: what is longer is a clause, as they have no spaces, and hardly comes again. */
const longestChinese = 6
/** Chinese and Japanese signs; Korean, which comes after them, has spaces. */
const [firstChinese, lastChinese] = [0x2e80, 0x9fff]

/** What a function makes of short texts, kept for the next time: natural text repeats itself. Beyond `most` texts it begins anew. */
export function remembered<V>(make: (text: string) => V, most: number, longest = 64): (text: string) => V {
  const known = new Map<string, V>()
  return text => {
    if (text.length > longest || (text.length > longestChinese && isChinese(text.charCodeAt(1)))) return make(text)
    const found = known.get(text)
    if (found !== undefined) return found
    const made = make(text)
    if (known.size >= most) known.clear()
    known.set(alone(text), made)
    return made
  }
}

const isChinese = (unit: number) => unit >= firstChinese && unit <= lastChinese

/** A copy: V8 keeps all of a text in memory as long as somebody has a slice of it. */
export function alone(text: string): string {
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 0xff) return Buffer.from(text, 'utf16le').toString('utf16le')
  return Buffer.from(text, 'latin1').toString('latin1')
}
