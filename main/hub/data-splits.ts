/** A file in a dataset's repository. */
export interface HubFile {
  readonly path: string
  readonly size: number
  /** SHA-256, where the Hub knows it. */
  readonly sha256?: string
}

/** A part of a dataset that is downloaded as one. */
export interface DataSplit {
  readonly config: string
  readonly split: string
  /** How its files are read: the `format` of a source. */
  readonly format: 'parquet' | 'json' | 'csv'
  readonly files: readonly HubFile[]
}

const formats: readonly (readonly [RegExp, DataSplit['format']])[] = [
  [/\.parquet$/i, 'parquet'],
  [/\.(jsonl|ndjson|json)(\.gz|\.zst)?$/i, 'json'],
  [/\.(csv|tsv)(\.gz|\.zst)?$/i, 'csv'],
]

const words: Readonly<Record<string, string>> = {
  train: 'train',
  training: 'train',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
  eval: 'test',
}

/** The parts of a dataset by the names of its files, as the Hub tells them: a word like train in the path, a folder for each config. */
export function dataSplits(files: readonly HubFile[]): DataSplit[] {
  const format = formats.find(([ending]) => files.some(({ path }) => ending.test(path)))
  if (!format) return []
  const [ending, kind] = format
  const found = new Map<string, { config: string; split: string; files: HubFile[] }>()
  for (const file of files.filter(({ path }) => ending.test(path) && !/(^|\/)\./.test(path))) {
    const place = placeOf(file.path)
    const key = JSON.stringify(place)
    const part = found.get(key) ?? { ...place, files: [] }
    part.files.push(file)
    found.set(key, part)
  }
  return [...found.values()].map(part => ({ ...part, format: kind }))
}

function placeOf(path: string): { config: string; split: string } {
  const parts = path.split('/')
  const split = parts.toReversed().flatMap(splitIn)[0] ?? 'train'
  const folder = parts.length > 1 ? (parts[0] as string) : ''
  const config = folder === '' || folder === 'data' || splitIn(folder).length > 0 ? 'default' : folder
  return { config, split }
}

const splitIn = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^a-z]+/)
    .flatMap(word => words[word] ?? [])
