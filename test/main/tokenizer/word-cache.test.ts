import { expect, test } from 'vitest'
import { boundaryMarks } from '../../../core/data/batch.ts'
import { createRandom } from '../../../core/random.ts'
import { tokenBuffer } from '../../../main/tokenizer/encode/token-buffer.ts'
import { characterKinds, isWhiteSpace } from '../../../main/tokenizer/encode/white-space.ts'
import { eachChunk, wordCache } from '../../../main/tokenizer/encode/word-cache.ts'

const anywhere = { space: true, line: true }
/** A token for each letter; a word starts with the second, a sentence ends with a full stop. */
const made = (stretch: string) => ({
  ids: Array.from({ length: stretch.length }, (_, i) => stretch.charCodeAt(i)),
  marks: Uint8Array.from(stretch, (_, i) => (i === 1 ? boundaryMarks.word : 0)),
  begins: stretch.length > 1 ? 1 : -1,
  stops: stretch.endsWith('.'),
})

test('stretches end before white space, but for white space at the end', () => {
  const found: string[] = []
  const text = 'Call  me\n\nIshmael.\tSome \u3000years\nago \n'
  eachChunk(text, anywhere, (from, to) => found.push(text.slice(from, to)))
  expect(found).toEqual(['Call', '  me', '\n\nIshmael.\tSome', ' \u3000years', '\nago', ' \n'])
  expect(found.join('')).toBe(text)
  const uncut: string[] = []
  eachChunk(text, { space: false, line: false }, (from, to) => uncut.push(text.slice(from, to)))
  expect(uncut).toEqual([text])
})

test('none ends after a letter that becomes white space, nor after one that is left out behind white space', () => {
  const kindOf = Uint8Array.from({ length: 0x10000 }, (_, unit) => isWhiteSpace[unit] ?? 0)
  kindOf[0x200b] = characterKinds.blank
  kindOf[0x01] = characterKinds.gone
  const found: string[] = []
  const text = 'a\u200b b c\u0001 d \u0001 e\u200b\u0001\u0001 f'
  eachChunk(text, { ...anywhere, kindOf }, (from, to) => found.push(text.slice(from, to)))
  expect(found).toEqual(['a\u200b b', ' c\u0001', ' d', ' \u0001 e\u200b\u0001\u0001 f'])
})

test('what is known is what was made, also when more is met than is kept', () => {
  const { int } = createRandom(1)
  let asked = 0
  const read = wordCache(stretch => {
    asked++
    return made(stretch)
  })
  const tokens = tokenBuffer()
  const words = Array.from({ length: 400 }, (_, i) => ` w${i}${i % 7 === 0 ? '.' : ''}`)
  const text = Array.from({ length: 150_000 }, (_, i) => (i % 2 === 0 ? words[int(400)] : ` ${int(1e9)}鲸`)).join('')
  eachChunk(text, anywhere, (from, to, sum) => read(text, from, to, sum, tokens))
  const { ids, marks } = tokens.take()
  expect(ids.length).toBe(text.length)
  expect(ids.every((id, i) => id === text.charCodeAt(i))).toBe(true)
  expect(asked).toBeLessThan(80_000) // of 150,000
  for (let i = 1; i < text.length; i++)
    if (text[i - 1] === ' ')
      expect(marks[i]).toBe(boundaryMarks.word + (text[i - 2] === '.' ? boundaryMarks.sentence : 0))
})
