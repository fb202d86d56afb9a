import { describe, expect, test } from 'vitest'
import { wordSpans } from '../../../core/data/word-spans.ts'

const cut = (text: string) => wordSpans(text).map(piece => piece.text)

describe('the words of a plain text', () => {
  test.each([
    ['The whale sank.', ['The', 'whale', 'sank', '.']],
    ['Wait... what?!', ['Wait', '...', 'what', '?', '!']],
    ["She doesn't (say) the farmer's.", ['She', "doesn't", '(', 'say', ')', 'the', "farmer's", '.']],
    [
      'In the U.S. a long-term loan: $1,000.50--3%!',
      ['In', 'the', 'U.S.', 'a', 'long-term', 'loan', ':', '$1,000.50', '--', '3%', '!'],
    ],
    ['“Them”—he said', ['“', 'Them', '”', '—', 'he', 'said']],
    ['我喜欢白鲸，你呢？', ['我', '喜欢', '白鲸', '，', '你', '呢', '？']],
    ['', []],
    [' \n ', []],
  ])('%s', (text, expected) => {
    expect(cut(text)).toEqual(expected)
  })

  test('stand where they say they stand, and nothing but white space is left between them', () => {
    const text = '  “Ahoy!!”\tcried Ahab’s crew — 😀😀 三个水手 don’t.  '
    const found = wordSpans(text)
    for (const { text: word, from, to } of found) expect(text.slice(from, to)).toBe(word)
    const between = found.map(({ from }, i) => text.slice(found[i - 1]?.to ?? 0, from))
    expect(between.join('').trim()).toBe('')
    expect(found.length).toBeGreaterThan(10)
  })
})
