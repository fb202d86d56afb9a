import type { Row, RowStream } from '../../core/block/abilities.ts'
import type { Column, TokenTable } from '../../core/data/batch.ts'
import { readRow, rowLength } from '../../core/data/token-column.ts'
import type { Tokens } from '../../core/plan/plan.ts'
import { lengthHistogram } from '../../core/preview/length-histogram.ts'
import type { TokenizedColumn, TokenizedRow, TokensPreview } from '../../core/preview/preview.ts'
import { blocks } from '../../nodes/index.ts'
import type { SourceRows } from '../data/rows/read-rows.ts'
import { isTextColumn } from '../data/tokens/encode-row.ts'
import { prepareTokens } from '../data/tokens/prepare-data.ts'
import type { Tokenizer } from '../tokenizer/encode/load-tokenizer.ts'
import { findCachedTokens, tokenizerOrigin } from './cached-tokens.ts'
import type { PreviewData, SourceSample } from './preview-data.ts'
import type { PreviewRequest } from './preview-request.ts'
import { tokenSpans, wordTokenSpans } from './token-spans.ts'

/** How the first rows are cut into tokens, and how long rows are. */
export async function tokensPreview(
  tokens: Tokens,
  { home, rows: most }: PreviewRequest,
  { source, stream, report }: PreviewData,
): Promise<Omit<TokensPreview, 'whole' | 'remarks'>> {
  const known = source.whole ? undefined : await findCachedTokens(tokens, home)
  const { tokenizer, train, validation, test } = known
    ? await prepareTokens({ ...tokens, file: known.file }, { home, blocks, report }, withTokenizer(source, known))
    : await prepareTokens(tokens, { home, blocks, report }, source)
  const tables = { train, validation, test }
  const rows: TokenizedRow[] = []
  for (const { row, place } of await firstRows(stream, most)) {
    const { part } = row
    const columns: TokenizedColumn[] = []
    for (const column of tokens.rows.columns)
      columns.push(await tokenTexts(column, row, tables[part], place, tokenizer))
    rows.push({ part, columns })
  }
  const texts = tokens.rows.columns.filter(isTextColumn)
  return {
    kind: 'tokens',
    tokenizer: tokenizerOrigin(tokens, source.whole || known !== undefined),
    vocabulary: tokens.vocabulary.size,
    rows,
    counts: Object.fromEntries(Object.entries(tables).flatMap(([part, table]) => counted(part, rowsIn(table, texts)))),
    lengths: Object.fromEntries(
      texts.map(column => [column, lengthHistogram(lengthsIn(column, Object.values(tables)))]),
    ),
  }
}

/** Other pieces are other tokens. */
const withTokenizer = (source: SourceSample, { digest }: SourceRows): SourceSample => ({
  ...source,
  digest: source.digest + digest,
})

/** The first rows, and where each stands in the table of its part. */
async function firstRows(stream: RowStream, most: number) {
  const found: { readonly row: Row; readonly place: number }[] = []
  const next = { train: 0, validation: 0, test: 0 }
  for await (const group of stream)
    for (const row of group) {
      if (found.length === most) return found
      found.push({ row, place: next[row.part]++ })
    }
  return found
}

/** A row of a book's length is shown by its beginning. */
const maxRowTokens = 400
const maxRowCharacters = 40_000

async function tokenTexts(
  column: Column,
  { texts }: Row,
  { columns }: TokenTable,
  row: number,
  tokenizer: Tokenizer,
): Promise<TokenizedColumn> {
  const text = texts[column] ?? ''
  const table = columns[column]
  if (!table || !isTextColumn(column)) return { name: column, text, tokens: [] }
  const ids = readRow(table, row, maxRowTokens)
  const beginning = text.slice(0, maxRowCharacters)
  const places = await (column === 'tokens' ? wordTokenSpans : tokenSpans)(beginning, ids, tokenizer)
  const tokens = places.map((place, i) => ({ id: ids[i] as number, text: tokenizer.text(ids[i] as number), ...place }))
  return { name: column, text: text.slice(0, tokens.at(-1)?.to ?? 0), tokens }
}

/** A part without rows is not spoken of. */
const counted = (part: string, count: number) => (count > 0 ? [[part, count] as const] : [])

const rowsIn = ({ columns }: TokenTable, texts: readonly Column[]) => columns[texts[0] ?? 'text']?.rows ?? 0

function lengthsIn(column: Column, tables: readonly TokenTable[]): number[] {
  return tables.flatMap(({ columns }) => {
    const found = columns[column]
    return found ? Array.from({ length: found.rows }, (_, row) => rowLength(found, row)) : []
  })
}
