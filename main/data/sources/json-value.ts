import { jsonOf } from '../../json-of.ts'

/** Texts, which stay, and numbers that Python writes and JSON does not know. */
const textOrNoNumber = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g

/** What a text of JSON says, also as Python writes it: what is no number is nothing. Undefined where it is no JSON. */
export function jsonValue(text: string): unknown {
  if (!text.includes('NaN') && !text.includes('Infinity')) return jsonOf(text)
  return jsonOf(text.replace(textOrNoNumber, found => (found.startsWith('"') ? found : 'null')))
}
