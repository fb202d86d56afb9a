import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Tokens } from '../../core/plan/plan.ts'
import { tokenFolders } from '../data/prepare.ts'
import { readRows, type SourceRows } from '../data/read-rows.ts'

/** A large source whose tokens a training has made and kept. */
export interface TokenizedBefore extends SourceRows {
  /** Its tokenizer.json. */
  readonly file: string
}

/** Milliseconds in which a digest that is remembered is found; one that is not takes reading all of the source. */
const moment = 250

/** The whole of a source, when its tokens are there already and that is known at once. */
export async function tokenizedBefore(tokens: Tokens, home: string): Promise<TokenizedBefore | undefined> {
  const signal = AbortSignal.timeout(moment)
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
