import type { Refusals } from '../../core/problem.ts'
import {
  badHubAddress,
  gatedDataset,
  hubBusy,
  hubOffline,
  hubRateLimited,
  noDataset,
  noRevision,
} from './hub-problems.ts'

/** A dataset on the Hub, or on a mirror of it. */
export interface HubDataset {
  /** For example https://huggingface.co */
  readonly address: string
  /** The name as its page shows it: “stanfordnlp/imdb”. */
  readonly dataset: string
  /** A branch, tag or commit; '' is the Parquet version that the Hub makes. */
  readonly revision: string
}

/** Milliseconds after which a server that has not responded counts as unreachable. */
const responseTimeoutMs = 15_000

/** Requests a path of the Hub. Throws problems: server unreachable, dataset missing, server error. */
export async function hubRequest(
  { address, dataset, revision }: HubDataset,
  path: string,
  { signal, ...init }: RequestInit = {},
): Promise<Response> {
  const late = new AbortController()
  const clock = setTimeout(() => late.abort(), responseTimeoutMs)
  try {
    const response = await fetch(urlOf(address, path), {
      ...init,
      signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    })
    if (!response.ok) throw refusalOf(response, { address, dataset, revision })
    return response
  } catch (error) {
    if (signal?.aborted) throw error
    throw error instanceof TypeError || late.signal.aborted ? hubOffline(address) : error
  } finally {
    clearTimeout(clock)
  }
}

/** The problem for an error response, by status and by the headers that the official library uses (huggingface_hub, utils/_http.py). */
function refusalOf({ status, headers }: Response, { address, dataset, revision }: HubDataset): Refusals {
  const code = headers.get('x-error-code')
  if (code === 'GatedRepo') return gatedDataset(dataset, address)
  if (code === 'RevisionNotFound') return noRevision(dataset, revision)
  if (status === 429) return hubRateLimited(secondsToWait(headers))
  return [401, 403, 404].includes(status) ? noDataset(dataset, revision) : hubBusy(status)
}

/** From “"api";r=0;t=55”, or from the older header. */
function secondsToWait(headers: Headers): number | undefined {
  const told = /;\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1] ?? headers.get('retry-after') ?? ''
  return /^\d+$/.test(told) ? Number(told) : undefined
}

function urlOf(address: string, path: string): URL {
  const url = URL.canParse(path, address) ? new URL(path, address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw badHubAddress(address)
  return url
}

/** A file in a dataset's repository. */
export interface HubFile {
  readonly path: string
  readonly size: number
  /** SHA-256 of a large file, in hex. */
  readonly sha256?: string
  /** Of a small file: the SHA-1 that Git computes from its length and content, in hex. */
  readonly blob?: string
}
