import { z } from 'zod'
import type { HubContents } from '../../core/hub.ts'
import { Refusals } from '../../core/problem.ts'
import { type DataSplit, dataSplits, type HubFile } from './data-splits.ts'
import { badDatasetName, hubBusy, noReadableFiles } from './hub-problems.ts'
import { type HubDataset, hubRequest } from './hub-request.ts'

/** Where the Hub keeps each dataset as Parquet. */
const converted = 'refs/convert/parquet'

/** What a dataset on the Hub holds: its versions, configs and splits. Throws problems. */
export async function lookAtHub(wanted: HubDataset): Promise<HubContents> {
  const { splits } = await splitsOf(wanted)
  const found = refs.safeParse(await json(await hubRequest(wanted, `/api/datasets/${named(wanted)}/refs`)))
  return {
    revisions: found.success ? [...found.data.branches, ...found.data.tags].map(({ name }) => name) : [],
    splits: splits.map(({ config, split, files }) => ({
      config,
      split,
      files: files.length,
      bytes: files.reduce((sum, { size }) => sum + size, 0),
    })),
  }
}

/** The parts of a dataset, and the version that their files are of. Throws problems. */
export async function splitsOf(wanted: HubDataset): Promise<{ revision: string; splits: readonly DataSplit[] }> {
  const revision = wanted.revision || converted
  const files = await filesOf({ ...wanted, revision }).catch(error => {
    const unknown = error instanceof Refusals && error.problems[0]?.code === 'hub-no-dataset'
    if (wanted.revision || !unknown) throw error
    return undefined // not every dataset is converted
  })
  if (!files) return splitsOf({ ...wanted, revision: 'main' })
  const splits = dataSplits(files)
  if (splits.length === 0 && !wanted.revision) return splitsOf({ ...wanted, revision: 'main' })
  if (splits.length === 0) throw noReadableFiles(wanted.dataset)
  return { revision, splits }
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
    lfs: z.looseObject({ oid: z.string() }).optional(),
  }),
)

/** All files of a version; the Hub lists them page by page. */
async function filesOf(wanted: HubDataset): Promise<HubFile[]> {
  const files: HubFile[] = []
  let next: string | undefined =
    `/api/datasets/${named(wanted)}/tree/${encodeURIComponent(wanted.revision)}?recursive=true`
  while (next) {
    const response: Response = await hubRequest(wanted, next)
    const page = tree.safeParse(await json(response))
    if (!page.success) throw hubBusy(response.status)
    for (const { type, path, size, lfs } of page.data)
      if (type === 'file') files.push({ path, size, ...(lfs ? { sha256: lfs.oid } : {}) })
    next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
  }
  return files
}

const json = (response: Response): Promise<unknown> => response.json().catch(() => undefined)

/** The name of a dataset, which becomes a part of addresses and folders. Throws a problem when it is none. */
export function named({ dataset }: HubDataset): string {
  if (!/^[\w.-]+(\/[\w.-]+)?$/.test(dataset) || dataset.split('/').some(part => /^\.+$/.test(part)))
    throw badDatasetName(dataset)
  return dataset
}
