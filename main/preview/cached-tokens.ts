import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Tokens } from '../../core/plan/plan.ts'
import type { TokenizerOrigin } from '../../core/preview/preview.ts'
import type { SourceRows } from '../data/rows/read-rows.ts'
import { readRows } from '../data/rows/read-rows.ts'
import { tokenFolders } from '../data/tokens/token-folders.ts'

/** A large source whose tokens a training has made and kept. */
export interface CachedTokens extends SourceRows {
  /** Its tokenizer.json. */
  readonly file: string
}

/** Milliseconds in which a digest that is remembered is found; one that is not takes reading all of the source. */
const lookupMs = 250

/** The whole of a source, when its tokens are there already and that is known at once. */
export async function findCachedTokens(tokens: Tokens, home: string): Promise<CachedTokens | undefined> {
  const signal = AbortSignal.timeout(lookupMs)
  try {
    const source = await readRows(tokens.rows.source, { home, signal, report: () => undefined })
    const { marked, unmarked } = tokenFolders(home, tokens, source.digest)
    const file = [marked, unmarked].map(folder => join(folder, 'tokenizer.json')).find(existsSync)
    return file === undefined ? undefined : { ...source, file }
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}

/** Whether the pieces are those that training will have. `ofAll`: all of the data was there to learn from. */
export function tokenizerOrigin({ file }: Tokens, ofAll: boolean): TokenizerOrigin {
  if (file !== undefined) return 'file'
  return ofAll ? 'data' : 'sample'
}
