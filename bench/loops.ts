import { spawnSync } from 'node:child_process'
import { type Form, forms, trainerInForm } from './loop-forms.ts'
import { recurrent, type Sizes } from './lstm.ts'

/**
 * LSTM training steps with loops and with their steps written out: time to compile, operations, time of a step, memory.
 * Steps of both forms alternate in one process; peak memory comes from a process for each. Medians count. The time that all cores
 * spend on a step hardly depends on what else the machine does.
 */

const common = { L: 1, H: 128, B: 48, V: 384 } as const
const all: readonly Sizes[] = (['luong', 'bahdanau'] as const).flatMap(attention =>
  [
    { S: 16, U: 16 },
    { S: 32, U: 32 },
    { S: 40, U: 16 },
  ].map(lengths => ({ ...common, ...lengths, attention })),
)
const steps = 24
const names = Object.keys(forms) as Form[]

async function train(form: Form, sizes: Sizes) {
  const made = await trainerInForm(form, recurrent(sizes))
  const times: number[] = []
  const work: number[] = []
  const losses: number[] = []
  return {
    ...made,
    times,
    work,
    losses,
    async next() {
      const [started, before] = [performance.now(), process.cpuUsage()]
      losses.push((await made.step(losses.length + 1, 1e-3)).loss)
      const { user, system } = process.cpuUsage(before)
      times.push(performance.now() - started)
      work.push((user + system) / 1000)
    },
  }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Peak memory of a few steps in a process of their own, MiB. */
function peak(form: Form, index: number): number {
  const { stdout } = spawnSync(process.execPath, [import.meta.filename, form, String(index)], { encoding: 'utf8' })
  return Number(stdout.trim())
}

async function alone(form: Form, sizes: Sizes) {
  const training = await train(form, sizes)
  for (let i = 0; i < 4; i++) await training.next()
  console.log((process.resourceUsage().maxRSS / 1024).toFixed(0))
}

async function compared(sizes: Sizes, index: number) {
  const both: ({ form: Form } & Awaited<ReturnType<typeof train>>)[] = []
  for (const form of names) both.push({ form, ...(await train(form, sizes)) })
  for (let i = 0; i < steps; i++) for (const training of both) await training.next()
  const apart = Math.max(...both.map(t => Math.max(...t.losses.map((l, i) => Math.abs(l - (both[0]?.losses[i] ?? 0))))))
  for (const { form, milliseconds, size, times, work, release } of both) {
    const steady = times.slice(3)
    const numbers = [
      milliseconds,
      size,
      median(steady),
      Math.min(...steady),
      median(work.slice(3)),
      peak(form, index),
    ].map(x => x.toFixed(0))
    const row = [sizes.attention, `${sizes.S}/${sizes.U}`, form, ...numbers, apart.toExponential(0)]
    console.log(row.map(cell => cell.padStart(12)).join(' '))
    await release()
  }
}

const [form, index] = process.argv.slice(2)
if (form) await alone(form as Form, all[Number(index)] as Sizes)
else {
  const header = [
    'attention',
    'source/target',
    'form',
    'compile ms',
    'operations',
    'ms/step',
    'best',
    'all cores',
    'MiB',
    'losses apart',
  ]
  console.log(header.map(h => h.padStart(12)).join(' '))
  for (const [i, sizes] of all.entries()) await compared(sizes, i)
}
