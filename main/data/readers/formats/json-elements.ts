import { tryParseJson } from '../../../json.ts'

/**
 * The elements of the first list of objects or strings in a JSON text that arrives in chunks: the text itself is one, or an object
 * that holds one, also deeper inside. The last element is undefined when the text is truncated or has no such list.
 * Returns whether there is another list of objects beside the first.
 */
export async function* jsonElements(pieces: AsyncIterable<string>): AsyncGenerator<unknown, boolean> {
  const scan = scanner()
  for await (const piece of pieces) {
    for (const element of scan.elements(piece)) {
      const value = parseLenientJson(element)
      yield value
      if (value === undefined) return false
    }
    if (scan.another) return true
  }
  if (!scan.done) yield undefined
  return false
}

const blank = /\s/

/** Tracks brackets and strings character by character, and splits the list into its elements. */
function scanner() {
  let depth = 0
  let list = 0 // nesting depth inside the list; 0 before it
  let another = false
  let opened = false // the previous character, not counting spaces, opened a list
  let quoted = false
  let escaped = false
  let done = false
  let element = ''
  const close = function* () {
    if (element.trim() !== '') yield element
    element = ''
  }
  return {
    get done() {
      return done
    },
    get another() {
      return another
    },
    *elements(piece: string): Generator<string> {
      let kept = 0
      for (let i = 0; i < piece.length && !another; i++) {
        const letter = piece[i] as string
        if (opened && !blank.test(letter)) {
          opened = false
          if (done) another = letter === '{' && depth === list
          else if (letter === '{' || depth <= 2) {
            list = depth
            kept = i
          }
        }
        if (quoted) {
          if (escaped) escaped = false
          else if (letter === '\\') escaped = true
          else if (letter === '"') quoted = false
        } else if (letter === '"') quoted = true
        else if (letter === '[' || letter === '{') {
          depth++
          opened = (list === 0 || done) && letter === '['
        } else if (letter === ']' || letter === '}') {
          depth--
          if (done || list === 0 || depth >= list) continue
          element += piece.slice(kept, i)
          yield* close()
          done = true
        } else if (letter === ',' && depth === list && list > 0 && !done) {
          element += piece.slice(kept, i)
          yield* close()
          kept = i + 1
        }
      }
      if (list > 0 && !done) element += piece.slice(kept)
    },
  }
}

/** Matches strings, which stay, and numbers that Python writes but JSON does not allow (NaN, Infinity). */
const textOrNoNumber = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g

/** The value of a JSON text, also as Python writes it: NaN becomes null. Undefined for invalid JSON. */
export function parseLenientJson(text: string): unknown {
  if (!text.includes('NaN') && !text.includes('Infinity')) return tryParseJson(text)
  return tryParseJson(text.replace(textOrNoNumber, found => (found.startsWith('"') ? found : 'null')))
}
