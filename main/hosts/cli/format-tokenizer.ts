import type { TokenizerFit, TokenizerInspection } from '../../../core/preview/tokenizer-inspection.ts'
import type { Language, Text } from '../../../core/text.ts'
import { text } from '../../../core/text.ts'
import { formatTable, formatValue, showWhitespace } from './format-values.ts'

/** A tokenizer as a terminal shows it: the typed text cut, how it fits, and some pieces. */
export function formatTokenizer(look: TokenizerInspection, typed: string | undefined, language: Language): string {
  const say = (words: Text) => words[language]
  const parts = [
    ...(typed === undefined ? [] : [cutText(look)]),
    fitTable(look, typed !== undefined, say),
    ...(look.tokenizer === 'sample' ? [say(fromSample)] : []),
    `${say(text('Vocabulary', '词表'))}: ${formatValue(look.pieces.length)} / ${formatValue(look.found)} / ${formatValue(look.size)} ${say(text('(shown, found, total)', '（显示、找到、总数）'))}`,
    formatTable(
      look.pieces.map(({ id, text, joined }) => [String(id), showWhitespace(text), joined ? joined.join(' + ') : '']),
    ),
  ]
  return parts.filter(part => part !== '').join('\n\n')
}

/** An unknown token is put between question marks: what it stands for is not in the vocabulary. */
const cutText = ({ tokens }: TokenizerInspection) =>
  [
    tokens.map(({ text, kind }) => (kind === 'unknown' ? `?${showWhitespace(text)}?` : showWhitespace(text))).join('│'),
    tokens.map(({ id }) => id).join(' '),
  ].join('\n')

function fitTable({ typed, data }: TokenizerInspection, isTyped: boolean, say: (words: Text) => string): string {
  const row = (title: Text, of: (fit: TokenizerFit) => string) => [
    say(title),
    ...(isTyped ? [of(typed)] : []),
    of(data),
  ]
  return formatTable([
    ['', ...(isTyped ? [say(text('this text', '此文本'))] : []), say(text('your data', '您的数据'))],
    row(text('tokens per word', '每个词的词元数'), ({ tokens, words }) => ratio(tokens, words)),
    row(text('bytes per token', '每个词元的字节数'), ({ tokens, bytes }) => ratio(bytes, tokens)),
    row(text('unknown tokens', '未知词元'), ({ tokens, unknown }) =>
      tokens > 0 ? `${((100 * unknown) / tokens).toFixed(2)}%` : '–',
    ),
  ])
}

const ratio = (a: number, b: number) => (b > 0 ? (a / b).toFixed(2) : '–')

const fromSample = text(
  'The tokenizer was trained on the beginning of the data only; a run trains it on all of it.',
  '分词器仅用数据的开头训练；正式运行会用全部数据训练。',
)
