import { describe, expect, test } from 'vitest'
import { bleu } from '../../../core/metrics/bleu.ts'
import { bleuTokenizers } from '../../../core/metrics/bleu-tokenizers.ts'
import { chrf } from '../../../core/metrics/chrf.ts'
import { vectors } from './fixture.ts'

interface Corpus {
  readonly written: readonly string[]
  readonly references: readonly (readonly string[])[]
  readonly bleu: Record<'13a' | 'none' | 'intl', { score: number; precisions: number[]; brevity: number }> & {
    readonly lower13a: { readonly score: number }
  }
  readonly chrf: Record<'chrF2' | 'chrF2++' | 'chrF3', number>
}
interface Vectors {
  readonly corpora: readonly Corpus[]
  readonly tokens: readonly { readonly text: string; readonly '13a': string; readonly intl: string }[]
  readonly chrf_vectors: readonly { written: string; reference: string; beta: number; plain: number }[]
}
const { corpora, tokens, chrf_vectors } = vectors<Vectors>('translation')

describe('BLEU equals sacreBLEU', () => {
  test('on its own corpus: 48.53, 49.19 and 43.92 as words are cut', () => {
    const [{ written, references }] = corpora as [Corpus]
    expect(bleu(written, references).score).toBeCloseTo(48.530827, 6)
    expect(bleu(written, references, { words: 'none' }).score).toBeCloseTo(49.1919566, 6)
    expect(bleu(written, references, { words: 'intl' }).score).toBeCloseTo(43.91623493, 6)
  })

  test.each(corpora.map((corpus, i) => [i, corpus] as const))(
    'corpus %i',
    (_, { written, references, bleu: wanted }) => {
      for (const words of ['13a', 'none', 'intl'] as const) {
        const got = bleu(written, references, { words })
        expect(got.score, words).toBeCloseTo(wanted[words].score, 8)
        expect(got.brevity, words).toBeCloseTo(wanted[words].brevity, 10)
        for (const [i, p] of wanted[words].precisions.entries()) expect(got.precisions[i], words).toBeCloseTo(p, 8)
      }
      expect(bleu(written, references, { lowercase: true }).score).toBeCloseTo(wanted.lower13a.score, 8)
    },
  )

  test.each(tokens)('cuts “$text” into the same words', ({ text, intl, '13a': western }) => {
    expect(bleuTokenizers['13a'](text.trimEnd()).join(' ')).toBe(western)
    expect(bleuTokenizers.intl(text.trimEnd()).join(' ')).toBe(intl)
  })
})

describe('chrF equals sacreBLEU', () => {
  test.each(corpora.map((corpus, i) => [i, corpus] as const))(
    'corpus %i',
    (_, { written, references, chrf: wanted }) => {
      expect(chrf(written, references)).toBeCloseTo(wanted.chrF2, 8)
      expect(chrf(written, references, { words: 2 })).toBeCloseTo(wanted['chrF2++'], 8)
      expect(chrf(written, references, { beta: 3 })).toBeCloseTo(wanted.chrF3, 8)
    },
  )

  test.each(chrf_vectors)('$written against $reference', ({ written, reference, beta, plain }) => {
    expect(chrf([written], [[reference]], { beta })).toBeCloseTo(plain, 8)
    expect(plain).toBe(25)
  })
})

test('nothing written scores nothing', () => {
  expect(bleu([], []).score).toBe(0)
  expect(chrf([], [])).toBe(0)
  expect(bleu([''], [['a word']])).toMatchObject({ score: 0, brevity: 0 })
})
