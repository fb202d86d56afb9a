import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replaceFolder } from '../../../main/engine/training/write-checkpoint.ts'
import { trainTiny } from './doors/tiny-training.ts'

test('a checkpoint and a sample that are asked for during an evaluation are made after the next step', async () => {
  let asked = false
  const { reports } = await trainTiny({
    trainer: { evaluateEvery: 3 },
    onReport(report, pending) {
      if (asked || report.t !== 'point' || report.step !== 3 || !('validation/loss' in report.values)) return
      asked = true
      Object.assign(pending, { checkpoint: true, sample: true })
    },
  })
  expect(asked).toBe(true)
  expect(reports.flatMap(r => (r.t === 'checkpoint' ? [r.step] : []))).toEqual([4, 8])
  expect(reports.flatMap(r => (r.t === 'sample' ? [r.step] : []))).toContain(4)
}, 60_000)

test('a checkpoint of a step is not written twice: nothing is removed before its successor is there', async () => {
  let folder = ''
  const inodes: number[] = []
  const { reports } = await trainTiny({
    trainer: { checkpointEvery: 3 },
    onReport(report, pending) {
      if (report.t !== 'checkpoint') return
      pending.stop = true
      inodes.push(statSync(join(folder, report.folder)).ino)
    },
    onFolder: path => {
      folder = path
    },
  })
  expect(reports.at(-1)).toMatchObject({ t: 'done', step: 3, stopped: true })
  expect(inodes).toHaveLength(2)
  expect(inodes[1]).toBe(inodes[0])
}, 60_000)

test('what a folder replaces comes back when that fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-replace-'))
  const [place, draft] = [join(folder, '5'), join(folder, '.5.draft')]
  mkdirSync(place)
  writeFileSync(join(place, 'state.json'), 'earlier')
  await expect(replaceFolder(place, draft)).rejects.toThrow('ENOENT')
  expect(readFileSync(join(place, 'state.json'), 'utf8')).toBe('earlier')
  mkdirSync(draft)
  writeFileSync(join(draft, 'state.json'), 'later')
  await replaceFolder(place, draft)
  expect(readFileSync(join(place, 'state.json'), 'utf8')).toBe('later')
  expect(readdirSync(folder)).toEqual(['5'])
})
