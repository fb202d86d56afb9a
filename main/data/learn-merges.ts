import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Merge, TokenizerFile } from './tokenizer-file.ts'

/**
 * The merges of byte-level BPE on a text file, most frequent first. The library always learns 30,000 entries from Node;
 * its first merges are those of a smaller vocabulary. It works in a thread of its own, because it blocks the one it is in.
 */
export async function learnMerges(textFile: string, signal?: AbortSignal): Promise<readonly Merge[]> {
  const result = `${textFile}.json`
  try {
    await inThread(textFile, result, signal)
    const { model } = JSON.parse(await readFile(result, 'utf8')) as TokenizerFile
    return model.merges.map(merge => (typeof merge === 'string' ? (merge.split(' ') as [string, string]) : merge))
  } finally {
    await rm(result, { force: true })
  }
}

/** Plain JavaScript as text: it runs the same from source and from the bundle. */
const learner = `
  const { workerData } = require('node:worker_threads')
  const { BPE, Tokenizer, byteLevelPreTokenizer } = require(workerData.library)
  const tokenizer = new Tokenizer(BPE.empty())
  tokenizer.setPreTokenizer(byteLevelPreTokenizer(false))
  tokenizer.train([workerData.textFile])
  tokenizer.save(workerData.result)
`

function inThread(textFile: string, result: string, signal?: AbortSignal): Promise<void> {
  const library = createRequire(import.meta.url).resolve('tokenizers')
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const worker = new Worker(learner, { eval: true, workerData: { library, textFile, result } })
  const stop = () => {
    reject(signal?.reason)
    void worker.terminate()
  }
  signal?.addEventListener('abort', stop, { once: true })
  worker.on('error', reject)
  worker.on('exit', code => {
    signal?.removeEventListener('abort', stop)
    if (code === 0) resolve()
    else reject(new Error(`learnMerges: the thread ended with code ${code}`))
  })
  return promise
}
