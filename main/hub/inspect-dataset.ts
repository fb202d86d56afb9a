import { z } from 'zod'
import type { HubContents } from '../../core/data/hub-contents.ts'
import { Refusals } from '../../core/problem.ts'
import { cardConfigs } from './card-configs.ts'
import { convertedSplits, type DataSplit, dataSplits } from './data-splits.ts'
import { badDatasetName, hubBusy, noReadableFiles } from './hub-problems.ts'
import type { HubFile } from './hub-request.ts'
import { type HubDataset, hubRequest } from './hub-request.ts'

/** The branch with the Parquet version that the Hub makes of each dataset. */
const parquetRevision = 'refs/convert/parquet'

/** The versions, configs and splits of a dataset on the Hub. Throws problems. */
export async function inspectDataset(wanted: HubDataset): Promise<HubContents> {
  const { splits } = await resolveSplits(wanted)
  const listed = hubRequest(wanted, `/api/datasets/${datasetName(wanted)}/refs`).then(json)
  const found = refs.safeParse(await listed.catch(() => undefined)) // a mirror may not list them
  return {
    revisions: found.success ? [...found.data.branches, ...found.data.tags].map(({ name }) => name) : [],
    splits: splits.map(({ config, split, partial, files }) => ({
      config,
      split,
      ...(partial ? { partial } : {}),
      files: files.length,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
    })),
  }
}

/** The splits of a dataset, and the commit of their files, because a branch may move on. Throws problems. */
export async function resolveSplits(wanted: HubDataset): Promise<{ revision: string; splits: readonly DataSplit[] }> {
  if (!wanted.revision) {
    const ready = await filesOf({ ...wanted, revision: parquetRevision }).catch(unlessMissing)
    const splits = ready ? convertedSplits(ready.files) : []
    if (ready && splits.length > 0) return { revision: ready.revision, splits }
  }
  const { revision, files, card } = await filesOf({ ...wanted, revision: wanted.revision || 'main' })
  const splits = dataSplits(files, cardConfigs(card))
  if (splits.length === 0) throw noReadableFiles(wanted.dataset)
  return { revision, splits }
}

/** Not every dataset has a Parquet version. */
function unlessMissing(error: unknown): undefined {
  const code = error instanceof Refusals ? error.problems[0]?.code : undefined
  if (code !== 'hub-no-dataset' && code !== 'hub-no-revision') throw error
}

const refs = z.looseObject({
  branches: z.array(z.looseObject({ name: z.string() })).default([]),
  tags: z.array(z.looseObject({ name: z.string() })).default([]),
})

const tree = z.array(
  z.looseObject({
    type: z.string(),
    path: z.string(),
    size: z.number().default(0),
    oid: z.string().optional(),
    lfs: z.looseObject({ oid: z.string() }).optional(),
  }),
)

/** `cardData`: the metadata at the top of README.md. */
const commit = z.looseObject({ sha: z.string().regex(/^[0-9a-f]{40}$/), cardData: z.unknown().optional() })

interface Version {
  /** The commit. */
  readonly revision: string
  readonly card: unknown
  readonly files: readonly HubFile[]
}

/** All files of a version; the Hub lists them page by page. */
async function filesOf(wanted: HubDataset): Promise<Version> {
  const dataset = `/api/datasets/${datasetName(wanted)}`
  const found = commit.safeParse(
    await json(await hubRequest(wanted, `${dataset}/revision/${encodeURIComponent(wanted.revision)}`)),
  )
  const revision = found.success ? found.data.sha : wanted.revision // mirrors may not report the commit
  const files: HubFile[] = []
  let next: string | undefined = `${dataset}/tree/${encodeURIComponent(revision)}?recursive=true`
  while (next) {
    const response: Response = await hubRequest(wanted, next)
    const page = tree.safeParse(await json(response))
    if (!page.success) throw hubBusy(response.status)
    for (const { type, path, size, oid, lfs } of page.data)
      if (type === 'file') files.push({ path, size, ...(lfs ? { sha256: lfs.oid } : oid ? { blob: oid } : {}) })
    next = pathOf(/<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1], wanted.address)
  }
  return { revision, files, card: found.data?.cardData }
}

/** The path of the next page without its host: a mirror passes on addresses of the Hub itself. */
function pathOf(link: string | undefined, address: string): string | undefined {
  if (link === undefined || !URL.canParse(link, address)) return undefined
  const { pathname, search } = new URL(link, address)
  return pathname + search
}

const json = (response: Response): Promise<unknown> => response.json().catch(() => undefined)

/** Matches the page of a dataset, as copied from a browser. */
const page = /^https?:\/\/[^/]+\/datasets\/([^/?#]+(?:\/[^/?#]+)?)/

/** The name of a dataset, from itself or the address of its page; it becomes part of addresses and folders. Throws a problem for invalid names. */
export function datasetName({ dataset }: Pick<HubDataset, 'dataset'>): string {
  const name = page.exec(dataset.trim())?.[1] ?? dataset.trim()
  if (!/^[\w.-]+(\/[\w.-]+)?$/.test(name) || name.split('/').some(part => /^\.+$/.test(part)))
    throw badDatasetName(dataset)
  return name
}
