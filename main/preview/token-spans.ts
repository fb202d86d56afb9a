import { splitWords } from '../data/readers/columns/cell-values.ts'
import type { Tokenizer } from '../tokenizer/encode/load-tokenizer.ts'
import type { Offsets } from '../tokenizer/encode/token-offsets.ts'

type SpanTokenizer = Pick<Tokenizer, 'text' | 'encodePlain' | 'encodeWords' | 'places'>

/**
 * The characters (UTF-16 units) of a text that each of its tokens stands for; there may be fewer tokens than the text has.
 * A token that is a part of a character stands for all of it, and a special token for its name with the spaces before it.
 */
export async function tokenSpans(text: string, ids: Int32Array, tokenizer: SpanTokenizer): Promise<readonly Offsets[]> {
  const plain = tokenizer.encodePlain(text)
  if (ids.every((id, i) => id === plain[i])) return (await tokenizer.places(text)).slice(0, ids.length)
  const cut = specialAfter(text, ids, plain, tokenizer)
  if (!cut) return Array.from(ids, () => ({ from: 0, to: text.length })) // it is somewhere in there
  const { count, special, next } = cut
  const before = (await tokenizer.places(text.slice(0, special.from))).slice(0, count)
  const after = await tokenSpans(text.slice(next), ids.subarray(count + 1), tokenizer)
  return [...before, special, ...after.map(({ from, to }) => ({ from: from + next, to: to + next }))]
}

/** The first special token whose name stands in the text: how many tokens come before it, where it is, and where the rest begins. */
function specialAfter(text: string, ids: Int32Array, plain: Int32Array, { text: nameOf, encodePlain }: SpanTokenizer) {
  for (let count = ids.findIndex((id, i) => id !== plain[i]); count >= 0; count--) {
    const name = nameOf(ids[count] as number)
    const at = name === '' ? -1 : text.indexOf(name)
    if (at < 0) continue
    for (const from of [text.slice(0, at).trimEnd().length, at])
      if (encodePlain(text.slice(0, from)).length === count)
        return { count, special: { from, to: at + name.length }, next: at + name.length }
  }
  return undefined
}

/** The same of words with spaces between them that were cut one by one, most tokenizers with a space before each. */
export async function wordTokenSpans(
  text: string,
  ids: Int32Array,
  tokenizer: SpanTokenizer,
): Promise<readonly Offsets[]> {
  const places: Offsets[] = []
  let at = 0
  for (const word of splitWords(text)) {
    if (places.length >= ids.length) break
    const { length } = tokenizer.encodeWords([word]).ids
    const spaced = await tokenizer.places(` ${word}`)
    const [from, to] = [at, at + word.length]
    const inWord = (unit: number) => from + Math.max(0, unit - 1)
    if (spaced.length === length) places.push(...spaced.map(p => ({ from: inWord(p.from), to: inWord(p.to) })))
    else places.push(...Array.from({ length }, () => ({ from, to })))
    at = to + 1
  }
  return places.slice(0, ids.length)
}
