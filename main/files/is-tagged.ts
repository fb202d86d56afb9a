import { isDocumentStart, isRemark, tagCells, universal } from '../data/sources/tagged-rows.ts'

/** What marks names in a text: O, B-PER; and, after a tab, what else is a tag: NOUN, VBD, a comma. */
const nameTag = /^(?:O|[BIESLUM]-\S+)$/
const anyTag = /^(?:O|[BIESLUM]-\S+|[A-Z]{1,6}\$?|[^\p{L}\s]{1,5}|_)$/u

/** Whether the beginning of a text has a word and its tag in each line, and empty lines between sentences. */
export function isTagged(beginning: string, whole: boolean): boolean {
  const lines = beginning.trim().split(/\r\n|\r|\n/)
  const seen = (whole ? lines : lines.slice(0, -1)).filter(line => !isRemark(line)) // the last one may be cut off
  const words = seen.filter(line => line.trim() !== '').map(tagCells)
  const tagged = words.filter(cells => !isDocumentStart(cells))
  const [first] = tagged
  if (!first || first.length < 2 || words.length === seen.length) return false
  const tag = seen.some(line => line.includes('\t')) ? anyTag : nameTag
  const place = first.length === universal ? 3 : first.length - 1
  return tagged.every(cells => cells.length === first.length && tag.test(cells[place] ?? ''))
}
