import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../../renderer/commands')
const files = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'))
const all = (pattern: RegExp) => files.flatMap(file => [...file.matchAll(pattern)].map(match => match[1] ?? ''))
const twice = (names: readonly string[]) => names.filter((name, i) => names.indexOf(name) !== i)

test('no key stands for two commands, and no two commands share an id', () => {
  const keys = all(/keys: \[(.*)\],$/gm).flatMap(list => [...list.matchAll(/'([^']+)'/g)].map(match => match[1] ?? ''))
  expect(keys.length).toBeGreaterThan(40)
  expect(twice(keys)).toEqual([])
  expect(twice(all(/\bid: '([^']+)'/g))).toEqual([])
})
