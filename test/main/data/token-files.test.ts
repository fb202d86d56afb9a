import { expect, test } from 'vitest'
import { readRow, tokenColumn } from '../../../core/data/token-column.ts'
import { createRandom } from '../../../core/random.ts'
import { columnWriter, openColumn } from '../../../main/data/tokens/token-files.ts'
import { contents, newFolder } from './pipeline.ts'

test.each([2, 4] as const)('tokens of %i bytes in files are those in memory, wherever one reads', async width => {
  const folder = newFolder()
  const { int } = createRandom(width)
  const lengths = Uint32Array.from({ length: 3000 }, () => int(10) * int(20)) // some rows are empty
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const ids = Int32Array.from({ length: total }, () => int(width === 2 ? 65_536 : 2 ** 31 - 1))
  const marks = Uint8Array.from(ids, id => id % 4)
  const starts = [
    0,
    ...lengths.map(
      (
        sum => (length: number) =>
          (sum += length)
      )(0),
    ),
  ]

  const writer = await columnWriter(folder, 'train-text', width)
  for (const [from, to] of [
    [0, 1],
    [1, 2000],
    [2000, 2000],
    [2000, 3000],
  ] as const) {
    const [first, last] = [starts[from] as number, starts[to] as number]
    const some = ids.subarray(first, last)
    await writer.append({
      ids: width === 2 ? Uint16Array.from(some) : some,
      marks: marks.subarray(first, last),
      lengths: lengths.subarray(from, to),
    })
  }
  await writer.close()
  expect(writer.shape()).toEqual({ rows: 3000, length: total, width })

  const inFiles = openColumn(folder, 'train-text', writer.shape())
  const inMemory = tokenColumn({ ids, starts, marks })
  expect(contents(inFiles)).toEqual(contents(inMemory))
  for (let i = 0; i < 300; i++) {
    const place = int(total)
    const into = new Int32Array(int(Math.min(70_000, total - place)))
    inFiles.read(place, into)
    expect(into).toEqual(ids.subarray(place, place + into.length))
    const row = int(3000)
    expect(readRow(inFiles, row)).toEqual(readRow(inMemory, row))
  }
})

test('every part of a file larger than its page cache can be read repeatedly', async () => {
  const folder = newFolder()
  const writer = await columnWriter(folder, 'train-text', 4)
  const part = 1_000_000
  const parts = 9 // 36 MB, and 16 MiB are kept
  const idAt = (place: number) => (place * 7919) % 50_021
  for (let p = 0; p < parts; p++)
    await writer.append({
      ids: Int32Array.from({ length: part }, (_, i) => idAt(p * part + i)),
      marks: new Uint8Array(part),
      lengths: Uint32Array.of(part),
    })
  await writer.close()
  const column = openColumn(folder, 'train-text', writer.shape())
  const { int } = createRandom(1)
  const window = new Int32Array(20_000)
  for (let i = 0; i < 600; i++) {
    const place = int(part * parts - window.length)
    column.read(place, window)
    const wrong = window.findIndex((id, at) => id !== idAt(place + at))
    expect(wrong).toBe(-1)
  }
})
