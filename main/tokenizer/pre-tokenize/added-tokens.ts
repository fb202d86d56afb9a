/** A token that is extracted from the text before anything else. */
export interface AddedToken {
  readonly id: number
  readonly content: string
  readonly special?: boolean
  /** Whether it includes the spaces before (after) it. */
  readonly lstrip?: boolean
  readonly rstrip?: boolean
  /** Whether it must not touch a letter or digit. */
  readonly single_word?: boolean
  /** Whether it is searched for in the normalised text instead of the original one. */
  readonly normalized?: boolean
}

/** A span of the text, and the added token that it is, if any. */
export interface TextSegment {
  readonly from: number
  readonly to: number
  readonly id?: number
}

/** Special tokens of a tokenizer.json: begin and end of text, unknown, padding and the like. */
export function specialTokenIds(json: string): ReadonlySet<number> {
  const { added_tokens = [] } = JSON.parse(json) as { readonly added_tokens?: readonly AddedToken[] }
  return new Set(added_tokens.filter(({ special }) => special).map(({ id }) => id))
}

const wordBefore = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u
const wordAfter = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u
const space = /\p{White_Space}/u

/** Splits a text at added tokens: the leftmost match, and of those the longest. */
export function addedTokenSplitter(tokens: readonly AddedToken[]): (text: string) => readonly TextSegment[] {
  const byContent = new Map(tokens.map(token => [token.content, token]))
  const names = [...byContent.keys()].filter(name => name !== '').sort((a, b) => b.length - a.length)
  const first = [...new Set(names.map(name => name.charAt(0)))] // most texts contain none of these characters, which is a faster check
  const any = new RegExp(names.map(name => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|'), 'g')
  return text => {
    if (text === '') return []
    if (!first.some(letter => text.includes(letter))) return [{ from: 0, to: text.length }]
    const stretches: TextSegment[] = []
    let done = 0
    for (const match of text.matchAll(any)) {
      const token = byContent.get(match[0]) as AddedToken
      const place = matchRange(token, text, match.index)
      if (!place) continue
      const from = Math.max(place.from, done)
      if (from > done) stretches.push({ from: done, to: from })
      stretches.push({ from, to: place.to, id: token.id })
      done = place.to
    }
    if (done < text.length) stretches.push({ from: done, to: text.length })
    return stretches
  }
}

function matchRange({ content, lstrip, rstrip, single_word }: AddedToken, text: string, at: number) {
  let [from, to] = [at, at + content.length]
  if (single_word && (wordBefore.test(text.slice(0, from).slice(-2)) || wordAfter.test(text.slice(to, to + 2)))) return
  if (lstrip) while (from > 0 && space.test(text[from - 1] as string)) from--
  if (rstrip) while (to < text.length && space.test(text[to] as string)) to++
  return { from, to }
}
