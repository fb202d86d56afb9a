import { splitWhitespace } from './counting.ts'

/** How a text is cut into words before BLEU counts them, by sacreBLEU's names. */
export const bleuTokenizers = {
  /** As the text is written, between white space. */
  none: splitWhitespace,
  /** mteval-v13a, for languages of the West: the usual one. */
  '13a': (text: string): string[] => splitWhitespace(separatePunctuation(` ${unescaped(text)} `)),
  /** mteval-v14: any punctuation and any symbol of Unicode stands alone, except inside numbers. */
  intl: (text: string): string[] =>
    splitWhitespace(
      text
        .replace(/(\P{N})(\p{P})/gu, '$1 $2 ')
        .replace(/(\p{P})(\P{N})/gu, ' $1 $2')
        .replace(/(\p{S})/gu, ' $1 '),
    ),
} as const satisfies Record<string, (text: string) => string[]>

const unescaped = (text: string) =>
  text
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')

/** Points and commas stay inside numbers only; a dash leaves the digit before it. */
const separatePunctuation = (text: string) =>
  text
    .replace(/([{-~[-` -&(-+:-@/])/gu, ' $1 ')
    .replace(/([^0-9])([.,])/gu, '$1 $2 ')
    .replace(/([.,])([^0-9])/gu, ' $1 $2')
    .replace(/([0-9])(-)/gu, '$1 $2 ')
