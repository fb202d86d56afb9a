/** A file in a dataset's repository. */
export interface HubFile {
  readonly path: string
  readonly size: number
  /** SHA-256 of a large file. */
  readonly sha256?: string
  /** Of a small one: SHA-1 as Git makes it of a file's length and content. */
  readonly blob?: string
}

/** A part of a dataset that is downloaded as one. */
export interface DataSplit {
  readonly config: string
  readonly split: string
  /** How its files are read: the `format` of a source. */
  readonly format: 'parquet' | 'json' | 'csv'
  readonly files: readonly HubFile[]
  /** Of very large datasets the Hub makes only the beginning ready for reading. */
  readonly partial?: true
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

/** The parts of what the Hub made ready for reading: “config/split/0000.parquet”, where the first gigabytes are in “config/partial-split”. */
export function convertedSplits(files: readonly HubFile[]): DataSplit[] {
  const parquet = files.filter(({ path }) => /^[^/]+\/[^/]+\/[^/]+\.parquet$/.test(path))
  return grouped(parquet, path => {
    const [config = '', folder = ''] = path.split('/')
    const split = folder.replace(/^partial-/, '')
    return { config, split, ...(split === folder ? {} : { partial: true as const }) }
  }).map(part => ({ ...part, format: 'parquet' }))
}

/** The parts of a dataset by the names of its files, as the Hub tells them: a word like train in the path, a folder for each config. */
export function dataSplits(files: readonly HubFile[]): DataSplit[] {
  const format = formats.find(([ending]) => files.some(({ path }) => ending.test(path)))
  if (!format) return []
  const [ending, kind] = format
  const fitting = files.filter(({ path }) => ending.test(path) && !/(^|\/)\./.test(path))
  return grouped(fitting, placeOf).map(part => ({ ...part, format: kind }))
}

type Place = Pick<DataSplit, 'config' | 'split' | 'partial'>

function grouped(files: readonly HubFile[], placeOf: (path: string) => Place) {
  const found = new Map<string, Place & { files: HubFile[] }>()
  for (const file of files) {
    const place = placeOf(file.path)
    const key = JSON.stringify(place)
    const part = found.get(key) ?? { ...place, files: [] }
    part.files.push(file)
    found.set(key, part)
  }
  return [...found.values()]
}

function placeOf(path: string): Place {
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
