import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { HubEvent } from '../../core/data/hub-contents.ts'
import { progressRate } from '../process/progress-rate.ts'
import { hubBusy, hubDiskFull, hubOffline, noSplit, wrongChecksum } from './hub-problems.ts'
import type { HubFile } from './hub-request.ts'
import { type HubDataset, hubRequest } from './hub-request.ts'
import { datasetName, resolveSplits } from './inspect-dataset.ts'

export interface DownloadRequest extends HubDataset {
  /** '' is the first there is. */
  readonly config: string
  readonly split: string
}

/**
 * Downloads a part of a dataset into HOME/datasets and gives its folder in the end. What is there already is not downloaded
 * again, what is there in part goes on where it stopped, and each file is held against its checksum. Throws problems.
 */
export async function* downloadSplit(
  wanted: DownloadRequest,
  home: string,
  signal?: AbortSignal,
): AsyncGenerator<HubEvent> {
  const { revision, splits } = await resolveSplits(wanted)
  const part = splits.find(
    ({ config, split }) =>
      (wanted.config === '' || config === wanted.config) && (wanted.split === '' || split === wanted.split),
  )
  if (!part)
    throw noSplit(
      wanted.config,
      wanted.split,
      splits.map(({ config, split }) => `${config} / ${split}`),
    )
  const version = join(home, 'datasets', datasetName(wanted).replace('/', '--'), revision.replaceAll(/[^\w.-]+/g, '-'))
  const folder = join(version, `${part.config}-${part.split}`.replaceAll(/[^\w.-]+/g, '-'))
  const total = part.files.reduce((sum, { size }) => sum + size, 0)
  let before = 0
  for (const file of part.files) {
    if (signal?.aborted) return
    const pace = progressRate()
    for await (const done of fetchFile({ ...wanted, revision }, file, folder, signal))
      yield { kind: 'progress', done: before + done, total, ...pace(before + done, total) }
    if (signal?.aborted) return
    before += file.size
  }
  yield { kind: 'done', path: folder, format: part.format, config: part.config, split: part.split }
}

/** Gives the bytes that are there, from time to time. */
async function* fetchFile(
  from: HubDataset,
  file: HubFile,
  folder: string,
  signal?: AbortSignal,
): AsyncGenerator<number> {
  const path = inside(folder, file.path)
  if ((await sizeOf(path)) === file.size) return yield file.size
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.part`
  const there = await sizeOf(draft)
  if (there < file.size || file.size === 0) yield* downloadRest(from, file, draft, there, signal)
  if (signal?.aborted) return
  if (!(await isIntact(draft, file))) {
    await rm(draft, { force: true })
    throw wrongChecksum(file.path)
  }
  await rename(draft, path)
}

async function* downloadRest(from: HubDataset, { path }: HubFile, draft: string, there: number, signal?: AbortSignal) {
  const address = `/datasets/${datasetName(from)}/resolve/${encodeURIComponent(from.revision)}/${path.split('/').map(encodeURIComponent).join('/')}`
  const response = await hubRequest(from, address, {
    ...(there > 0 ? { headers: { range: `bytes=${there}-` } } : {}),
    ...(signal ? { signal } : {}),
  })
  if (!response.body) throw hubBusy(response.status)
  const goesOn = response.status === 206 // else it comes from the beginning
  let done = goesOn ? there : 0
  const file = await open(draft, goesOn ? 'a' : 'w')
  try {
    for await (const chunk of response.body) {
      signal?.throwIfAborted()
      await file.write(chunk)
      done += chunk.length
      yield done
    }
  } catch (error) {
    if (signal?.aborted) return // what is there stays for the next time
    if (isFull(error)) throw hubDiskFull(dirname(draft))
    throw error instanceof TypeError ? hubOffline(from.address) : error // the line broke
  } finally {
    await file.close()
  }
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

/** Where a file goes, which must be within the folder whatever the Hub calls it. */
function inside(folder: string, path: string): string {
  const full = resolve(folder, path)
  if (!full.startsWith(folder + sep)) throw wrongChecksum(path)
  return full
}

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )

/** Whether a file came as it was sent, as far as the Hub says what it sent. */
async function isIntact(path: string, { size, sha256, blob }: HubFile): Promise<boolean> {
  if ((await sizeOf(path)) !== size) return false
  const digest = async (hash: Hash) => {
    await pipeline(createReadStream(path), hash)
    return hash.digest('hex')
  }
  if (sha256) return (await digest(createHash('sha256'))) === sha256
  return !blob || (await digest(createHash('sha1').update(`blob ${size}\0`))) === blob
}
