import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Refusals } from '../../../core/problem.ts'
import { callChild, listenToChild } from '../../../main/process/child-client.ts'
import { findNode } from '../../../main/process/find-node.ts'

/** A program whose body is given; `say` writes a line, `question` is what it was asked. */
function program(body: string) {
  const script = join(mkdtempSync(join(tmpdir(), 'patchbay-child-')), 'child.mjs')
  writeFileSync(
    script,
    `import { createInterface } from 'node:readline'
     const say = value => process.stdout.write(JSON.stringify(value) + '\\n')
     const input = createInterface({ input: process.stdin })
     input.once('line', line => { const question = JSON.parse(line); ${body} })
     input.on('close', () => process.exit(9))`,
  )
  return { node: findNode() as string, script }
}

const never = new AbortController().signal
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: Refusals) => error.problems[0]?.code,
  )

test('an answer comes after events, and its child is listened to until then', async () => {
  const child = program(`say({ done: 1 }); setTimeout(() => say({ ok: true, value: question.a + 1 }), 100)`)
  expect(await callChild(child, { a: 1 })).toBe(2)
  const events: unknown[] = []
  const listening = listenToChild(child, { a: 2 }, never)
  for (let next = await listening.next(); ; next = await listening.next()) {
    events.push(next.value)
    if (next.done) break
  }
  expect(events).toEqual([{ done: 1 }, 3])
})

test('what a library prints on its own is no event', async () => {
  const child = program(`console.log('Loading the library ...'); say({ ok: true, value: 'yes' })`)
  expect((await listenToChild(child, {}, never).next()).value).toBe('yes')
  expect(await callChild(child, {})).toBe('yes')
})

test('problems are thrown, and so is a death without an answer or out of time', async () => {
  const problem = { code: 'own', severity: 'error', message: { en: '', zh: '' }, fix: { en: '', zh: '' } }
  expect(await codeOf(callChild(program(`say({ ok: false, problems: [${JSON.stringify(problem)}] })`), {}))).toBe('own')
  expect(await codeOf(callChild(program('process.exit(3)'), {}))).toBeTypeOf('string')
  const slow = { ...program('setInterval(() => {}, 1000)'), timeoutMs: 300 }
  expect(await codeOf(callChild(slow, {}))).toBeTypeOf('string')
})
