// A column of tokens as files: <name>.ids, <name>.starts (where each row begins, and the end) and <name>.marks.
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { TokenColumn } from '../../core/batch.ts'
import type { EncodedColumn } from './encode-rows.ts'
import { pagedNumbers } from './paged-numbers.ts'

/** What must be known of a column besides its files. */
export interface ColumnShape {
  readonly rows: number
  readonly length: number
  /** Bytes of an id. */
  readonly width: 2 | 4
}

/** The files of a column and how many bytes each must have. */
export const filesOf = (name: string, { rows, length, width }: ColumnShape): ReadonlyMap<string, number> =>
  new Map([
    [`${name}.ids`, length * width],
    [`${name}.starts`, (rows + 1) * 8],
    [`${name}.marks`, length],
  ])

/** A column that stays in its files. */
export function fileColumn(folder: string, name: string, { rows, length, width }: ColumnShape): TokenColumn {
  const path = (kind: string) => join(folder, `${name}.${kind}`)
  const ids = width === 2 ? pagedNumbers(path('ids'), Uint16Array) : pagedNumbers(path('ids'), Int32Array)
  const starts = pagedNumbers(path('starts'), Float64Array)
  const marks = pagedNumbers(path('marks'), Uint8Array)
  return { rows, length, start: starts.at, read: ids.read, readMarks: marks.read }
}

/** Writes a column row by row. */
export async function columnWriter(folder: string, name: string, width: 2 | 4) {
  const [ids, starts, marks] = await Promise.all(
    ['ids', 'starts', 'marks'].map(kind => open(join(folder, `${name}.${kind}`), 'w')),
  )
  if (!ids || !starts || !marks) throw new Error('columnWriter: no file')
  let [rows, length] = [0, 0]
  await starts.write(bytesOf(new Float64Array(1)))
  return {
    async append(more: EncodedColumn): Promise<void> {
      const begins = Float64Array.from(more.lengths, count => {
        length += count
        return length
      })
      rows += begins.length
      await Promise.all([
        ids.writeFile(bytesOf(more.ids)),
        starts.writeFile(bytesOf(begins)),
        marks.writeFile(more.marks),
      ])
    },
    shape: (): ColumnShape => ({ rows, length, width }),
    close: async () => void (await Promise.all([ids, starts, marks].map(file => file.close()))),
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Uint16Array | Float64Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)
