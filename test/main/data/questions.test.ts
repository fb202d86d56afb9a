import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRow } from '../../../core/data/token-column.ts'
import { parseQuestion } from '../../../main/data/readers/columns/questions.ts'
import { prepareData } from '../../../main/data/tokens/prepare-data.ts'
import { characterSpan, offsetsOfBytes, tokensCovering } from '../../../main/tokenizer/encode/token-offsets.ts'
import { batches, blocks, newFolder, planOf } from './pipeline.ts'

const context = 'The 🐳 whale <mask> sank the naïve ship 白鲸号 in 1820. The whale sank.'
const at = (answer: string, place = context.indexOf(answer)) => ({ context, question: 'What?', answer, start: place })
const lines = (...rows: readonly object[]) => rows.map(row => JSON.stringify(row)).join('\n')

function prepared(text: string) {
  const path = join(newFolder(), 'questions.jsonl')
  writeFileSync(path, text)
  const chain = batches(['questions-file', { path }], ['bpe-tokenizer', { size: 296 }], ['answer-span'])
  return prepareData(planOf(chain, 1), { home: newFolder(), blocks, report: () => {} })
}

describe('an answer', () => {
  const answers = ['The', '🐳', '🐳 whale', 'naïve', 'ship 白鲸号', '鲸', '1820', '<mask> sank', '.']

  test('is told as its first and last token, and those tokens give its characters back', async () => {
    const { train, tokenizer } = await prepared(lines(...answers.map(answer => at(answer))))
    const { context: texts, answer: found } = train.columns as Required<typeof train.columns>
    expect(found.rows).toBe(answers.length)
    for (const [row, answer] of answers.entries()) {
      const places = await tokenizer.places(context)
      expect(places).toHaveLength(readRow(texts, row).length)
      const span = [...readRow(found, row)] as unknown as [number, number]
      const { from, to } = characterSpan(context, places, span)
      expect(context.slice(from, to)).toContain(answer)
      // no token more than it takes: without its first or its last, something of the answer is gone
      for (const [first, last] of [[span[0] + 1, span[1]] as const, [span[0], span[1] - 1] as const]) {
        if (first > last) continue
        const less = characterSpan(context, places, [first, last])
        const lost = less.from > context.indexOf(answer) || less.to < context.indexOf(answer) + answer.length
        expect(lost || /\P{ASCII}/u.test(answer)).toBe(true) // letters of several tokens keep to their neighbours
      }
    }
  })

  test('stands where the tokens say, byte by byte', () => {
    // tokens of 1, 2, 1 and 3 bytes: “a”, “é”, “b”, “白”
    const places = offsetsOfBytes('aéb白', [1, 2, 1, 3])
    const around = (from: number, to: number) => tokensCovering(places, { from, to })
    expect([around(0, 1), around(1, 2), around(2, 3), around(0, 4)]).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [0, 3],
    ])
    expect(characterSpan('aéb白', places, [1, 3])).toEqual({ from: 1, to: 4 })
    // half a letter is the letter, and a letter is all its parts
    const parts = offsetsOfBytes('é白', [1, 1, 1, 1, 1])
    expect(characterSpan('é白', parts, [1, 2])).toEqual({ from: 0, to: 2 })
    expect(tokensCovering(parts, { from: 1, to: 2 })).toEqual([2, 4])
  })
})

describe('a file with questions', () => {
  const read = (...rows: readonly object[]) =>
    rows.map((row, i) => parseQuestion(JSON.stringify(row), 'q.jsonl', i + 1).start)

  test('may leave out the start of an answer that stands there once', () => {
    const { start: _, ...once } = at('1820')
    expect(read(once)).toEqual([String(context.indexOf('1820'))])
    const { start: __, ...twice } = at('whale')
    expect(() => read(twice)).toThrow('“whale” is not at the given position')
  })

  test('may count as Python does, where 🐳 is one character, and may give numbers as text', () => {
    const place = context.indexOf('sank')
    expect(read(at('sank', place), at('sank', place - 1))).toEqual([String(place), String(place)])
    expect(read({ ...at('ship'), start: String(context.indexOf('ship')) })).toEqual([String(context.indexOf('ship'))])
  })

  test.each([
    ['no JSON', '{"context":', 'Line 2'],
    ['no question', '{"context":"a b","answer":"b"}', 'Line 2'],
    ['no answer', '{"context":"a b","question":"?","answer":" "}', 'Line 2'],
    ['an answer that is elsewhere', '{"context":"a b","question":"?","answer":"b","start":0}', 'line 2'],
  ])('with %s is a problem that names the line', (_, line, where) => {
    expect(() => parseQuestion(line, 'q.jsonl', 2)).toThrow(where)
  })
})
