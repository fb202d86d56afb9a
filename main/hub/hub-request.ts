import { badAddress, hubBusy, noDataset, offline } from './hub-problems.ts'

/** A dataset on a Hub, or on a mirror of it. */
export interface HubDataset {
  /** For example https://huggingface.co */
  readonly address: string
  /** As its page shows it: “stanfordnlp/imdb”. */
  readonly dataset: string
  /** A branch, tag or commit; '' is what the Hub made ready for reading (Parquet). */
  readonly revision: string
}

/** Somebody who does not answer in this time is not there. */
const patience = 15_000

/** Asks the Hub for a path. Throws problems: nobody there, no such dataset, a server in trouble. */
export async function hubRequest(
  { address, dataset, revision }: HubDataset,
  path: string,
  { signal, ...init }: RequestInit = {},
): Promise<Response> {
  const late = new AbortController()
  const clock = setTimeout(() => late.abort(), patience)
  try {
    const response = await fetch(urlOf(address, path), {
      ...init,
      signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    })
    if ([401, 403, 404].includes(response.status)) throw noDataset(dataset, revision)
    if (!response.ok) throw hubBusy(response.status)
    return response
  } catch (error) {
    if (signal?.aborted) throw error
    throw error instanceof TypeError || late.signal.aborted ? offline(address) : error
  } finally {
    clearTimeout(clock)
  }
}

function urlOf(address: string, path: string): URL {
  const url = URL.canParse(path, address) ? new URL(path, address) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw badAddress(address)
  return url
}
