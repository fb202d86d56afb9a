import { tryParseJson } from '../../../json.ts'

/**
 * The elements of the first list of objects or texts in a JSON text that comes in pieces: the text itself is one, or an object
 * that holds one; objects may also be listed deeper. The last is undefined when the text breaks off or is no such thing. What it
 * returns says whether another list of objects stands beside the first.
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

/** Follows brackets and texts, one letter at a time, and cuts the list into its elements. */
function scanner() {
  let depth = 0
  let list = 0 // depth inside of the list; 0 before it
  let another = false
  let opened = false // the letter before, but for spaces, opened a list
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

/** Texts, which stay, and numbers that Python writes and JSON does not know. */
const textOrNoNumber = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g

/** What a text of JSON says, also as Python writes it: what is no number is nothing. Undefined where it is no JSON. */
export function parseLenientJson(text: string): unknown {
  if (!text.includes('NaN') && !text.includes('Infinity')) return tryParseJson(text)
  return tryParseJson(text.replace(textOrNoNumber, found => (found.startsWith('"') ? found : 'null')))
}
