import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')

test.skipIf(process.platform === 'win32')('npx patchbay finds a program that may be executed', () => {
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: { patchbay: string } }
  const help = execFileSync(join(root, bin.patchbay), ['help', '--lang', 'en'], { encoding: 'utf8' })
  expect(help).toContain('patchbay run FILE')
})
