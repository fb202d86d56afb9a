// Whether the server of these tests is like the Hub: Hugging Face's own client must find in it what ours finds.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { downloadSplit } from '../../../main/hub/download-split.ts'
import { inspectDataset } from '../../../main/hub/inspect-dataset.ts'
import { hubServer, sha256 } from './hub-server.ts'

const python = ['python3', 'python'].find(
  name => spawnSync(name, ['-c', 'import huggingface_hub'], { stdio: 'ignore' }).status === 0,
)
const folder = mkdtempSync(join(tmpdir(), 'patchbay-official-'))
const hub = hubServer()
hub.pages = ''
beforeAll(hub.open)
afterAll(() => {
  hub.close()
  rmSync(folder, { recursive: true, force: true })
})

const script = `
import json, hashlib
from huggingface_hub import HfApi, hf_hub_download, errors
api = HfApi()
converted = "refs/convert/parquet"
tree = api.list_repo_tree("me/words", recursive=True, revision=converted, repo_type="dataset")
files = [(f.path, f.size, f.lfs.sha256) for f in tree if hasattr(f, "blob_id")]
path = hf_hub_download("me/words", "plain/train/0000.parquet", revision=converted, repo_type="dataset")
card = api.dataset_info("me/lines", revision="main")
refs = api.list_repo_refs("me/words", repo_type="dataset")
def refusal(work):
    try:
        work()
    except Exception as error:
        return type(error).__name__
print(json.dumps({
    "files": files,
    "downloaded": hashlib.sha256(open(path, "rb").read()).hexdigest(),
    "sha": card.sha,
    "configs": card.card_data["configs"],
    "revisions": [ref.name for ref in refs.branches + refs.tags],
    "refusals": [
        refusal(lambda: api.dataset_info("me/nothing")),
        refusal(lambda: api.dataset_info("me/words", revision="v9")),
        refusal(lambda: hf_hub_download("me/closed", "train.csv", repo_type="dataset")),
    ],
}))
`

interface Told {
  readonly files: readonly (readonly [path: string, size: number, sha256: string])[]
  readonly downloaded: string
  readonly sha: string
  readonly configs: readonly unknown[]
  readonly revisions: readonly string[]
  readonly refusals: readonly string[]
}

/** What the official client says; the server answers in this process, so that it must not be blocked. */
function official(): Promise<Told> {
  const env = { ...process.env, HF_ENDPOINT: hub.address, HF_HOME: folder, HF_HUB_DISABLE_TELEMETRY: '1' }
  const child = spawn(python as string, ['-c', script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', some => {
    said += some
  })
  return new Promise((resolve, reject) => {
    child.on('exit', code =>
      code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`official: exit code ${code}`)),
    )
  })
}

test.skipIf(!python)(
  `Hugging Face’s own client finds the same in the server of these tests${python ? '' : ' (no Python with huggingface_hub was found)'}`,
  async () => {
    const told = await official()
    const from = { address: hub.address, dataset: 'me/words', revision: '' }
    const { splits, revisions } = await inspectDataset(from)
    expect(told.revisions).toEqual(revisions)
    expect(told.files.map(([, size]) => size)).toEqual(splits.map(({ bytes }) => bytes))
    const events = await Array.fromAsync(downloadSplit({ ...from, config: 'plain', split: 'train' }, folder))
    const end = events.at(-1)
    const path = join(end?.kind === 'done' ? end.path : '', 'plain/train/0000.parquet')
    expect(told.downloaded).toBe(sha256(readFileSync(path)))
    expect(told.files[0]).toEqual(['plain/train/0000.parquet', readFileSync(path).length, told.downloaded])
    expect(told).toMatchObject({ sha: 'b'.repeat(40), configs: [{ config_name: 'small' }] })
    expect(told.refusals).toEqual(['RepositoryNotFoundError', 'RevisionNotFoundError', 'GatedRepoError'])
  },
  60_000,
)
