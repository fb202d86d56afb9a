// A column of tokens as files: <name>.ids, <name>.starts (where each row begins, and the end) and, where needed, <name>.marks.
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { TokenColumn } from '../../../core/data/batch.ts'
import type { EncodedColumn } from './encode-rows.ts'
import { pagedArray } from './paged-array.ts'

/** What must be known about a column besides its files. */
export interface ColumnShape {
  readonly rows: number
  readonly length: number
  /** Bytes per id. */
  readonly width: 2 | 4
  /** The column has no marks of word and sentence starts. */
  readonly unmarked?: true
}

/** The files of a column and the size that each must have, in bytes. */
export const columnFileSizes = (
  name: string,
  { rows, length, width, unmarked }: ColumnShape,
): ReadonlyMap<string, number> =>
  new Map([
    [`${name}.ids`, length * width],
    [`${name}.starts`, (rows + 1) * 8],
    ...(unmarked ? [] : [[`${name}.marks`, length] as const]),
  ])

/** Opens a column, whose tokens stay in its files. */
export function openColumn(folder: string, name: string, { rows, length, width, unmarked }: ColumnShape): TokenColumn {
  const path = (kind: string) => join(folder, `${name}.${kind}`)
  const ids = width === 2 ? pagedArray(path('ids'), Uint16Array) : pagedArray(path('ids'), Int32Array)
  const starts = pagedArray(path('starts'), Float64Array)
  const readMarks = unmarked ? undefined : pagedArray(path('marks'), Uint8Array).read
  return { rows, length, start: starts.at, read: ids.read, ...(readMarks && { readBoundaryMarks: readMarks }) }
}

/** Writes a column in groups of rows. */
export async function columnWriter(folder: string, name: string, width: 2 | 4, wanted = { marks: true }) {
  const file = (kind: string) => open(join(folder, `${name}.${kind}`), 'w')
  const [ids, starts, marks] = [await file('ids'), await file('starts'), wanted.marks ? await file('marks') : undefined]
  let [rows, length] = [0, 0]
  await starts.write(asBytes(new Float64Array(1)))
  return {
    async append(more: EncodedColumn): Promise<void> {
      const begins = Float64Array.from(more.lengths, count => {
        length += count
        return length
      })
      rows += begins.length
      await Promise.all([
        ids.writeFile(asBytes(more.ids)),
        starts.writeFile(asBytes(begins)),
        more.marks && marks?.writeFile(more.marks),
      ])
    },
    shape: (): ColumnShape => ({ rows, length, width, ...(wanted.marks ? {} : { unmarked: true }) }),
    close: async () => void (await Promise.all([ids, starts, marks].map(file => file?.close()))),
  }
}

const asBytes = ({ buffer, byteOffset, byteLength }: Int32Array | Uint16Array | Float64Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)
