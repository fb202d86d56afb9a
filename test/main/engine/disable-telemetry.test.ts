import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { callChild } from '../../../main/process/child-client.ts'

const root = join(import.meta.dirname, '../../..')
const at = (path: string) => JSON.stringify(join(root, path))

/** Files that a program leaves in an empty home folder. ONNX Runtime would keep a device id and unsent events there. */
function traces(...args: readonly string[]): string[] {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-silent-'))
  const { ORT_DISABLE_TELEMETRY: _, XDG_CACHE_HOME: __, ...env } = process.env
  execFileSync(process.execPath, args, { env: { ...env, HOME: home, USERPROFILE: home }, timeout: 60_000 })
  return readdirSync(home, { recursive: true, encoding: 'utf8' })
}

const session = `
  const { compileForCpu } = await import(${at('main/engine/onnx/session.ts')})
  const { scalar } = await import(${at('core/tensor/tensor.ts')})
  await compileForCpu({ outputs: { y: scalar(1).add(1) }, parameters: new Map() })
`

test('a session for training or answering tells nobody and keeps no device id', () => {
  expect(traces('--input-type=module', '-e', session)).toEqual([])
})

test('nor does the question whether the GPU works', async () => {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-silent-'))
  for (const name of ['HOME', 'USERPROFILE']) vi.stubEnv(name, home)
  for (const name of ['ORT_DISABLE_TELEMETRY', 'XDG_CACHE_HOME']) vi.stubEnv(name, undefined)
  const script = join(root, 'main/engine/onnx/probe-child.ts')
  expect(await callChild({ node: process.execPath, script }, {})).toBeTypeOf('boolean')
  vi.unstubAllEnvs()
  const found = readdirSync(home, { recursive: true, encoding: 'utf8' })
  expect(found.filter(path => /microsoft|onnx/i.test(path))).toEqual([])
})

test('whoever starts a session of ONNX Runtime imports disable-telemetry.ts', () => {
  const files = readdirSync(join(root, 'main'), { recursive: true, encoding: 'utf8' }).filter(path =>
    path.endsWith('.ts'),
  )
  const loud = files.filter(path => {
    const words = readFileSync(join(root, 'main', path), 'utf8')
    return words.includes('InferenceSession.create(') && !words.includes("/disable-telemetry.ts'")
  })
  expect(loud).toEqual([])
})
