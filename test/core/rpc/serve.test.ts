import { expect, test } from 'vitest'
import type { Reply, Service } from '../../../core/rpc/contract.ts'
import { serve } from '../../../core/rpc/serve.ts'

const { call } = serve({ 'run.predict': ({ beams, topP }) => [beams, topP] as never } as Partial<Service> as Service)
const asked = { from: 'a', text: ['x'] }
const problems = (reply: Reply) => (reply.ok ? [] : reply.problems)

test('what is not asked for has its usual value', async () => {
  expect(await call('run.predict', asked)).toEqual({ ok: true, value: [1, 1] })
})

test('a value that cannot be is quoted, with what could be, in both languages', async () => {
  expect(problems(await call('run.predict', { ...asked, topP: 2 }))).toEqual([
    {
      code: 'invalid-input',
      severity: 'error',
      param: 'topP',
      message: { en: '“topP” cannot be 2.', zh: '“topP”不能是 2。' },
      fix: { en: 'Use at most 1.', zh: '请使用不大于 1 的值。' },
    },
  ])
  expect(problems(await call('run.predict', { ...asked, beams: 0 }))[0]?.fix.en).toBe('Use at least 1.')
})

test('what is missing or unknown is named', async () => {
  expect(problems(await call('run.predict', { text: ['x'] }))[0]?.param).toBe('from')
  expect(problems(await call('run.sing', {}))[0]?.code).toBe('unknown-call')
})
