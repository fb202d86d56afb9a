import { type Fields, isFields } from '../../json-of.ts'

/**
 * A row whose `label` says by tag and text where that text stands, as CLUENER does, with a list of what is marked in its place:
 * {"name": {"叶老桂": [[9, 11]]}}, the last letter counted. Others stay: each text would be a column.
 */
export function withMarksListed(row: Fields): Fields {
  const tags = row.label
  if (!isFields(tags) || typeof row.text !== 'string') return row
  const marks = Object.entries(tags).flatMap(([tag, texts]) =>
    Object.entries(isFields(texts) ? texts : { '': undefined }).flatMap(([text, places]) => marksOf(tag, text, places)),
  )
  return marks.includes(undefined) ? row : { ...row, label: marks }
}

function marksOf(tag: string, text: string, places: unknown) {
  if (!Array.isArray(places) || text === '') return [undefined]
  return places.map((place: unknown) => {
    const start: unknown = Array.isArray(place) && place.length === 2 ? place[0] : undefined
    return Number.isInteger(start) ? [start, Number(start) + [...text].length, tag] : undefined
  })
}
