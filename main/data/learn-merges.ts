import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import type { Merge, TokenizerFile } from './tokenizer-file.ts'

/**
 * The merges of byte-level BPE on a text file, most frequent first. The library always learns 30,000 entries from Node;
 * its first merges are those of a smaller vocabulary. It runs in a process of its own, because it blocks the one it is in
 * and prints empty lines, which do not belong between an engine's reports.
 */
export async function learnMerges(textFile: string, signal?: AbortSignal): Promise<readonly Merge[]> {
  const library = createRequire(import.meta.url).resolve('tokenizers')
  const result = `${textFile}.json`
  try {
    await promisify(execFile)(process.execPath, ['-e', learner, library, textFile, result], signal && { signal })
    const { model } = JSON.parse(await readFile(result, 'utf8')) as TokenizerFile
    return model.merges.map(merge => (typeof merge === 'string' ? (merge.split(' ') as [string, string]) : merge))
  } finally {
    await rm(result, { force: true })
  }
}

/** Plain JavaScript as text: it runs the same from source and from the bundle. */
const learner = `
  const [library, textFile, result] = process.argv.slice(1)
  const { BPE, Tokenizer, byteLevelPreTokenizer } = require(library)
  const tokenizer = new Tokenizer(BPE.empty())
  tokenizer.setPreTokenizer(byteLevelPreTokenizer(false))
  tokenizer.train([textFile])
  tokenizer.save(result)
`
