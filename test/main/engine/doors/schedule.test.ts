import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blockInfo } from '../../../../core/block/block-info.ts'
import { blocks as shipped } from '../../../../nodes/index.ts'
import { schedules } from '../../../../nodes/train/schedules.ts'
import { scheduleBlock } from '../../../../nodes/train/warmup-decay.ts'
import staircase from '../../../fixtures/doors/staircase.ts'
import { trainTiny } from './tiny-training.ts'

test('every file of core/train/schedules that exports a schedule is a choice of the block', () => {
  const shared = ['schedule.ts', 'learning-rate-factor.ts']
  const files = readdirSync(join(import.meta.dirname, '../../../../core/train/schedules')).filter(
    name => !shared.includes(name),
  )
  expect(schedules.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort())
})

test('a schedule of another file is a choice, and a run follows it', async () => {
  const own = scheduleBlock([...schedules, staircase])
  const blocks = new Map([...shipped, [own.id, own]])
  expect(JSON.stringify(blockInfo(own).params)).toContain('In stairs')
  const { values } = await trainTiny({ blocks, schedule: { shape: 'staircase', warmup: 2, floor: 0.2 } })
  const rates = values('train/learning-rate').map(rate => Math.round((rate / 0.001) * 1000) / 1000)
  expect(rates).toEqual([0, 0.5, 1, 1, 1, 0.6, 0.6, 0.6])
}, 60_000)
