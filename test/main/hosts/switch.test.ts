import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildIfNeeded } from '../../../scripts/build-if-needed.mjs'

const root = join(import.meta.dirname, '../../..')
const home = mkdtempSync(join(tmpdir(), 'patchbay-switch-'))

beforeAll(() => buildIfNeeded(), 120_000)

/** The built program, as a person in a terminal has it. */
function patchbay(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'out/main/cli.js'), ...args], {
    env: { ...process.env, PATCHBAY_HOME: home, LC_ALL: 'en_US.UTF-8' },
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

test('a pipeline is switched into a new file, which can run, and back into what it was', () => {
  const masked = join(home, 'masked.patchbay')
  const { code, out } = patchbay('switch', 'clm', '--to', 'mlm', '--out', masked)
  expect(code).toBe(0)
  expect(out).toMatch(/network +GPT-2 → BERT +.*context=66/)
  expect(patchbay('check', masked).code).toBe(0)
  const back = join(home, 'back.patchbay')
  expect(patchbay('switch', masked, '--to', 'clm', '--out', back).code).toBe(0)
  const [first, last] = [join(root, 'examples/clm.patchbay'), back].map(file => JSON.parse(readFileSync(file, 'utf8')))
  expect(last.blocks).toEqual(first.blocks)
}, 60_000)

test('what cannot be switched is said with a fix', () => {
  const pairs = patchbay('switch', 'pronounce', '--to', 'mlm', '--lang', 'zh')
  expect([pairs.code, pairs.err]).toEqual([1, expect.stringContaining('文本')])
  expect(patchbay('switch', 'clm', '--to', 'rnn').code).toBe(2)
}, 60_000)
