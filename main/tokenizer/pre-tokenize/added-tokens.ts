/** A token that is cut out of the text before anything else. */
export interface AddedToken {
  readonly id: number
  readonly content: string
  readonly special?: boolean
  /** Takes the spaces before it (after it) along. */
  readonly lstrip?: boolean
  readonly rstrip?: boolean
  /** Only where no letter or digit touches it. */
  readonly single_word?: boolean
  /** Found in the text after normalising instead of before. */
  readonly normalized?: boolean
}

/** A stretch of the text, and the token it is, if it is one. */
export interface TextSegment {
  readonly from: number
  readonly to: number
  readonly id?: number
}

/** Tokens of a tokenizer.json that stand for no text: of their begin and end, of what is unknown, and the like. */
export function specialTokenIds(json: string): ReadonlySet<number> {
  const { added_tokens = [] } = JSON.parse(json) as { readonly added_tokens?: readonly AddedToken[] }
  return new Set(added_tokens.filter(({ special }) => special).map(({ id }) => id))
}

const wordBefore = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u
const wordAfter = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u
const space = /\p{White_Space}/u

/** Cuts added tokens out of a text: the first that is met, and of those the longest. */
export function addedTokenSplitter(tokens: readonly AddedToken[]): (text: string) => readonly TextSegment[] {
  const byContent = new Map(tokens.map(token => [token.content, token]))
  const names = [...byContent.keys()].filter(name => name !== '').sort((a, b) => b.length - a.length)
  const first = [...new Set(names.map(name => name.charAt(0)))] // most texts have none of them, which is seen sooner
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
