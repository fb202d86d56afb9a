import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** The packed bytes of a sample dataset that ships with the app. */
export const readSample = (name: string): Promise<Buffer> => readFile(join(samplesFolder(), `${name}.jsonl.gz`))

/** The rows of a sample dataset: one JSON object per line, whose keys are the columns. */
export async function unpackSample(packed: Buffer): Promise<Record<string, string>[]> {
  const lines = (await promisify(gunzip)(packed)).toString('utf8').trimEnd().split('\n')
  return lines.map(line => JSON.parse(line) as Record<string, string>)
}

/** The folder data-samples/ at the package root: above the source files as well as above the bundle. */
function samplesFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const samples = join(folder, 'data-samples')
    if (existsSync(samples)) return samples
  }
  throw new Error(`samplesFolder: no data-samples above ${import.meta.dirname}`)
}
