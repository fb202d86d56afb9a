import { existsSync } from 'node:fs'
import type { Tokens } from '../../../core/plan/plan.ts'
import { tokenCacheFolder } from './token-cache.ts'

/** Where the tokens of a source with this digest are cached: with marks of what starts at each token, and without. */
export function tokenFolders(home: string, { rows, tokenizer, vocabulary }: Tokens, digest: string) {
  const identity = [digest, rows.steps, rows.labels ?? [], tokenizer, vocabulary]
  return { marked: tokenCacheFolder(home, ...identity), unmarked: tokenCacheFolder(home, ...identity, 'unmarked') }
}

/** The folder for the tokens of a plan. Tokens with marks that are cached already also serve those who need none. */
export function chooseTokenFolder(
  tokens: Tokens,
  digest: string,
  { home, marks = false }: { readonly home: string; readonly marks?: boolean | undefined },
): { readonly folder: string; readonly marks: boolean } {
  const { marked, unmarked } = tokenFolders(home, tokens, digest)
  return marks || existsSync(marked) ? { folder: marked, marks: true } : { folder: unmarked, marks: false }
}
