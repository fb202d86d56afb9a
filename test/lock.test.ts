import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockGaps } from '../scripts/lock-gaps.mjs'

const root = join(import.meta.dirname, '..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')

test('the lock file holds every platform package it names', () => {
  expect(lockGaps(join(root, 'package-lock.json'))).toEqual([])
})

test('the lock file names no registry', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"')
})

test('no dependency runs an install script: npm 10 would let ONNX Runtime download CUDA', () => {
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
})

test('every dependency has an exact version and a reason', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'))
  const reasons = read('docs/decisions/dependencies.md')
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
    expect(reasons, `docs/decisions/dependencies.md says nothing about ${name}`).toContain(`\`${name}\``)
  }
})
