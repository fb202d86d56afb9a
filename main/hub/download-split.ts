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
  /** '' is the first config. */
  readonly config: string
  readonly split: string
}

/**
 * Downloads a split of a dataset into HOME/datasets and returns its folder at the end. Complete files are not downloaded
 * again, incomplete ones are resumed, and the checksum of each file is verified. Throws problems.
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

/** Yields the number of bytes that are on disk, from time to time. */
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
  const goesOn = response.status === 206 // otherwise the server sends the whole file
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
    if (signal?.aborted) return // what has arrived stays for the next time
    if (isFull(error)) throw hubDiskFull(dirname(draft))
    throw error instanceof TypeError ? hubOffline(from.address) : error // the connection was lost
  } finally {
    await file.close()
  }
}

const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

/** The path of a downloaded file, which must be inside the folder whatever its name on the Hub is. */
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

/** Whether a file arrived intact, as far as the Hub gives a checksum. */
async function isIntact(path: string, { size, sha256, blob }: HubFile): Promise<boolean> {
  if ((await sizeOf(path)) !== size) return false
  const digest = async (hash: Hash) => {
    await pipeline(createReadStream(path), hash)
    return hash.digest('hex')
  }
  if (sha256) return (await digest(createHash('sha256'))) === sha256
  return !blob || (await digest(createHash('sha1').update(`blob ${size}\0`))) === blob
}
