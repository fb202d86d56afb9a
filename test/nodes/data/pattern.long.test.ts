import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../core/random.ts'
import { pattern } from '../../../nodes/data/pattern/pattern.ts'
import { articles } from './articles.ts'

/** Pieces that random patterns are made of. */
const places = ['^', '$', String.raw`\b`, String.raw`\B`]
const atoms = ['a', 'b', '.', '[ab]', '[^a]', String.raw`\w`, String.raw`\s`, 'é', '😀', String.raw`\p{L}`]
const repeats = ['', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{1,}']

const { int } = createRandom(17)
const any = <T>(of: readonly T[]): T => of[int(of.length)] as T

interface Made {
  readonly source: string
  /** Whether it can match nothing. */
  readonly empty: boolean
  /** Whether something that can match nothing is repeated in it: there JavaScript has rules of its own. */
  readonly odd: boolean
}

const repeated = ({ source, empty, odd }: Made): Made => {
  const repeat = any(repeats)
  return { source: source + repeat, empty: empty || /^[*?]|^\{0/.test(repeat), odd: odd || (empty && repeat !== '') }
}

function made(depth: number): Made {
  const kind = depth === 0 ? int(2) : int(6)
  if (kind === 0 && int(3) === 0) return { source: any(places), empty: true, odd: false }
  if (kind < 2) return repeated({ source: any(atoms), empty: false, odd: false })
  const inner = Array.from({ length: 1 + int(2) }, () => made(depth - 1))
  const odd = inner.some(part => part.odd)
  const all = { source: inner.map(part => part.source).join(''), empty: inner.every(part => part.empty), odd }
  const one = { source: inner.map(part => part.source).join('|'), empty: inner.some(part => part.empty), odd }
  if (kind === 2) return { ...one, source: `(?:${one.source})` }
  if (kind === 3) return all
  const of = any([all, one])
  return repeated({ ...of, source: `(${of.source})` })
}

const randomText = () => Array.from({ length: int(12) }, () => any(['a', 'b', 'é', '😀', ' ', '\n', 'A', '_'])).join('')

describe('patterns', () => {
  test('find and replace what JavaScript’s own do, in thousands of random cases', () => {
    for (let i = 0; i < 8000; i++) {
      const { source, odd } = made(3)
      // V8 finds \B in the middle of a 😀, against its own standard.
      const text = source.includes(String.raw`\B`) ? randomText().replaceAll('😀', 'ö') : randomText()
      const ignoreCase = i % 2 === 0
      const native = new RegExp(source, ignoreCase ? 'gimu' : 'gmu')
      const ours = pattern(source, { ignoreCase })
      expect([source, text, ours.test(text)]).toEqual([source, text, text.search(native) >= 0])
      const by = source.includes('(') && !/^[^(]*(\(\?:[^(]*)*$/.test(source) ? '<$&|$1>' : '<$&>'
      if (!odd) expect([source, text, ours.replace(text, by)]).toEqual([source, text, text.replace(native, by)])
    }
  })

  test.each([
    [String.raw`https?://\S+`, '', 'see https://example.org/a?b=c and http://x.y now'],
    [String.raw`\b[\w.+-]+@[\w-]+(\.[\w-]+)+\b`, '<$1>', 'write to jane.doe+1@mail.example.org, or a@b.c'],
    [String.raw`(\d{4})-(\d\d)-(\d\d)`, '$3.$2.$1', 'from 1948-12-10 until 2026-11-23'],
    [String.raw`^\s*#.*$`, '', 'a\n# note\n  # more\nb'],
    [String.raw`[\p{P}\p{S}]+`, ' ', Object.values(articles).join('\n')],
    ['[一-鿿]{2}', '$$', articles.zh ?? ''],
    [String.raw`\u{1F600}|\uD83D\uDE01`, ':)', '😀😁😂'],
    [String.raw`[\]\\\-x]`, '*', String.raw`a]b\c-dxe`],
  ])('%s', (source, by, text) => {
    expect(pattern(source).replace(text, by)).toBe(text.replace(new RegExp(source, 'gmu'), by))
  })

  test.each([
    ['(a+)+$', 'a'],
    ['(a|a)*b', 'a'],
    ['(a?){30}a{30}b', 'a'],
    [String.raw`\s+$`, ' '],
    ['(.*)(.*)(.*)(.*)x', 'a'],
  ])('%s, on which others hang, reads a long text once', (source, sign) => {
    const started = performance.now()
    expect(pattern(source).test(`${sign.repeat(50_000)}!`)).toBe(false)
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  test('a replacement that reads the rest of the text for every sign is given up', () => {
    expect(() => pattern('a.*b|a').replace('a'.repeat(30_000), 'c')).toThrow('again and again')
  })

  test('new lines and tabs can be written into a replacement', () => {
    expect(pattern('; ').replace('a; b; c', String.raw`\n\t\\`)).toBe('a\n\t\\b\n\t\\c')
  })

  test.each([
    ['(', 'is not valid'],
    ['[z-a]', 'is not valid'],
    ['a**', 'is not valid'],
    [String.raw`(a)\1`, 'is not supported'],
    ['a(?=b)', 'is not supported'],
    ['(?<!b)a', 'is not supported'],
    ['((a{99}){99}){99}', 'too many repetitions'],
  ])('%s is a problem, not an exception', (source, message) => {
    expect(() => pattern(source)).toThrow(message)
  })
})
