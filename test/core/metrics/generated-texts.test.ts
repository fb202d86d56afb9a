import { expect, test } from 'vitest'
import { computeFrom } from '../../../core/metrics/index.ts'

const textMetrics = (generated: readonly string[], references: readonly string[]) =>
  computeFrom('texts', references, generated)

test('a pronunciation with one wrong phoneme of nine', () => {
  const found = textMetrics(['HH AH0 L OW1', 'W ER1 L D S'], ['HH EH0 L OW1', 'W ER1 L D S'])
  expect(found['item-error-rate']).toBeCloseTo(1 / 9, 9)
  expect(found['whole-match']).toBe(0.5)
})

test('texts as wanted have full marks, others none', () => {
  const texts = ['The cat sat on the mat.', 'The dog bit the man again.']
  const full = textMetrics(texts, texts)
  for (const name of ['whole-match', 'rouge-1', 'rouge-2', 'rouge-l']) expect(full[name]).toBe(1)
  for (const name of ['bleu', 'chrf']) expect(full[name]).toBeCloseTo(100, 6)
  const none = textMetrics(['', ''], texts)
  expect(none).toMatchObject({ 'whole-match': 0, 'item-error-rate': 1, bleu: 0, chrf: 0, 'rouge-1': 0 })
})

test('ROUGE, which knows Latin letters only, is left out where there are none', () => {
  expect(textMetrics(['你好'], ['你好'])).toMatchObject({ 'whole-match': 1, 'item-error-rate': 0 })
  expect(Object.keys(textMetrics(['你好'], ['你好']))).not.toContain('rouge-1')
})
