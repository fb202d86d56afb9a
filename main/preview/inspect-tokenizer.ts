import { Tokenizer as Library } from 'tokenizers'
import { segmentWords, unspacedScript } from '../../core/data/word-spans.ts'
import type { Tokens } from '../../core/plan/plan.ts'
import type {
  InspectedToken,
  TokenizerFit,
  TokenizerInspection,
  VocabularyPiece,
} from '../../core/preview/tokenizer-inspection.ts'
import { blocks } from '../../nodes/index.ts'
import { isTextColumn } from '../data/tokens/encode-row.ts'
import { prepareTokens } from '../data/tokens/prepare-data.ts'
import { unknownTokenId } from '../tokenizer/encode/generic-tokenizer.ts'
import type { Tokenizer } from '../tokenizer/encode/load-tokenizer.ts'
import type { TokenizerJson } from '../tokenizer/file/tokenizer-json.ts'
import { vocabularyIds } from '../tokenizer/file/tokenizer-json.ts'
import { findCachedTokens, tokenizerOrigin } from './cached-tokens.ts'
import type { PreviewData } from './preview-data.ts'
import type { PreviewRequest } from './preview-request.ts'

/** What is asked: a text to cut, and which pieces to name. */
export type TokenizerQuery = NonNullable<PreviewRequest['looking']>

/** Rows of the data that figures are taken from. */
const maxSampledTexts = 300

/** The tokenizer that training would have, at work on a text. */
export async function inspectTokenizer(
  tokens: Tokens,
  { home }: PreviewRequest,
  looking: TokenizerQuery,
  { source, stream, report }: PreviewData,
): Promise<TokenizerInspection> {
  const known = source.whole ? undefined : await findCachedTokens(tokens, home)
  const digest = source.digest + (known?.digest ?? '')
  const wanted = known ? { ...tokens, file: known.file } : tokens
  const { tokenizer } = await prepareTokens(wanted, { home, blocks, report }, { ...source, digest })
  const file = JSON.parse(tokenizer.json) as TokenizerJson
  const fitTo = fitMeasurer(tokenizer, unknownTokenId(file))
  const all = piecesOf(file, tokenizer).filter(({ text, name }) => matches(looking.search, text, name))
  return {
    tokenizer: tokenizerOrigin(tokens, source.whole || known !== undefined),
    size: tokens.vocabulary.size,
    tokens: await tokensOf(looking.text, tokenizer, file),
    typed: fitTo([looking.text]),
    data: fitTo(await firstTexts(stream)),
    pieces: all.slice(looking.first, looking.first + looking.count),
    found: all.length,
  }
}

const matches = (search: string, ...texts: readonly string[]) =>
  search === '' || texts.some(text => text.toLowerCase().includes(search.toLowerCase()))

async function firstTexts(stream: PreviewData['stream']): Promise<readonly string[]> {
  const texts: string[] = []
  for await (const rows of stream) {
    for (const row of rows)
      for (const [column, text] of Object.entries(row.texts))
        if (isTextColumn(column)) texts.push(text.slice(0, 20_000))
    if (texts.length >= maxSampledTexts) break
  }
  return texts.slice(0, maxSampledTexts)
}

function fitMeasurer(tokenizer: Tokenizer, unknown: number | undefined): (texts: readonly string[]) => TokenizerFit {
  return texts => {
    const fit = { tokens: 0, words: 0, bytes: 0, unknown: 0 }
    for (const text of texts) {
      const ids = tokenizer.encode(text)
      fit.tokens += ids.length
      fit.words += countWords(text)
      fit.bytes += Buffer.byteLength(text)
      fit.unknown += ids.filter(id => id === unknown).length
    }
    return fit
  }
}

/** Words by spaces; where a script has none, by a dictionary. */
function countWords(text: string): number {
  return text
    .split(/\p{White_Space}+/u)
    .filter(word => word !== '')
    .reduce((sum, word) => sum + (unspacedScript.test(word) ? dictionaryWords(word) : 1), 0)
}

const dictionaryWords = (run: string) =>
  Math.max(1, Array.from(segmentWords(run)).filter(({ isWordLike }) => isWordLike).length)

/** Tokens and where they stand, as the tokenizers library tells it. */
async function tokensOf(text: string, tokenizer: Tokenizer, file: TokenizerJson): Promise<readonly InspectedToken[]> {
  const encoding = await Library.fromString(tokenizer.json).encode(text, null, { addSpecialTokens: false })
  const starts = [0]
  for (const { length } of text) starts.push((starts.at(-1) as number) + length) // characters to UTF-16 units
  const special = new Set((file.added_tokens ?? []).map(({ id }) => id))
  const unknown = unknownTokenId(file)
  const places = encoding.getOffsets() as [number, number][]
  return encoding.getIds().map((id, i) => {
    const [from, to] = places[i] as [number, number]
    const kind = id === unknown ? 'unknown' : special.has(id) ? 'special' : 'piece'
    return { id, text: tokenizer.text(id), from: starts[from] ?? text.length, to: starts[to] ?? text.length, kind }
  })
}

function piecesOf(file: TokenizerJson, tokenizer: Tokenizer): readonly VocabularyPiece[] {
  const names = new Map(Array.from(vocabularyIds(file.model), ([name, id]) => [id, name]))
  for (const { id, content } of file.added_tokens ?? []) names.set(id, content)
  const joined = new Map<string, readonly [string, string]>()
  for (const merge of file.model.merges ?? []) {
    const pair = (typeof merge === 'string' ? merge.split(' ') : merge) as [string, string]
    joined.set(pair.join(''), pair)
  }
  return [...names]
    .sort(([a], [b]) => a - b)
    .map(([id, name]) => {
      const pair = joined.get(name)
      return { id, name, text: tokenizer.text(id), ...(pair && { joined: pair }) }
    })
}
