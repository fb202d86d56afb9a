import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const styles = join(import.meta.dirname, '../../renderer/style')
const rules = readdirSync(styles).flatMap(
  name => readFileSync(join(styles, name), 'utf8').match(/[^{}]+\{[^{}]*\}/g) ?? [],
)

// A run moves its bars at every step: gliding there lays the window out sixty times a second, for as long as it trains.
test('a bar that a run moves does not glide', () => {
  const bars = rules.filter(rule => /progress/.test(rule.slice(0, rule.indexOf('{'))))
  expect(bars.length).toBeGreaterThan(3)
  expect(bars.filter(rule => /transition|animation/.test(rule))).toEqual([])
})
