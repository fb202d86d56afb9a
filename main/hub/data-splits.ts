import { type CardConfig, cardSplits } from './card-configs.ts'
import type { HubFile } from './hub-request.ts'
import { type FilesBySplit, splitsFromPaths } from './splits-from-paths.ts'

/** A split of a dataset, which is downloaded as a whole. */
export interface DataSplit {
  readonly config: string
  readonly split: string
  /** The format of its files: the `format` of a source. */
  readonly format: 'parquet' | 'arrow' | 'json' | 'csv'
  readonly files: readonly HubFile[]
  /** Of very large datasets the Hub converts only the beginning to Parquet. */
  readonly partial?: true
}

/** When formats have equally many files, the first one counts. */
const formats: readonly (readonly [DataSplit['format'], RegExp])[] = [
  ['parquet', /\.parquet$/i],
  ['arrow', /\.arrow$/i],
  ['json', /\.(jsonl|ndjson|json)(\.gz|\.zst)?$/i],
  ['csv', /\.(csv|tsv)(\.gz|\.zst)?$/i],
]

/** Metadata that the Hub and its libraries write beside the data. */
const metadataFiles = ['config.json', 'dataset_info.json', 'dataset_infos.json', 'dataset_dict.json', 'state.json']

const isData = ({ path }: HubFile): boolean =>
  formats.some(([, ending]) => ending.test(path)) && !metadataFiles.includes(path.split('/').at(-1) ?? '')

/** Hidden files, and the private folders of programs. */
const isHidden = ({ path }: HubFile): boolean => /(^|\/)(\.|__.*\/)/.test(path)

/** The splits of the Parquet version that the Hub makes: “config/split/0000.parquet”, or “config/partial-split” where it holds only the beginning. */
export function convertedSplits(files: readonly HubFile[]): DataSplit[] {
  const found = new Map<string, DataSplit & { readonly files: HubFile[] }>()
  for (const file of files) {
    const [, config, partial, split] = /^([^/]+)\/(partial-)?([^/]+)\/[^/]+\.parquet$/.exec(file.path) ?? []
    if (!config || !split) continue
    const key = `${config}/${partial}/${split}`
    const part = found.get(key) ?? {
      config,
      split,
      ...(partial && { partial: true as const }),
      format: 'parquet',
      files: [],
    }
    part.files.push(file)
    found.set(key, part)
  }
  return [...found.values()]
}

/** The splits of a dataset as its card describes them; otherwise by the names of its files. */
export function dataSplits(files: readonly HubFile[], configs: readonly CardConfig[] = []): DataSplit[] {
  const data = files.filter(file => isData(file) && !isHidden(file))
  const described = configs.flatMap(config => splitsOfConfig(config.config_name, cardSplits(config, data)))
  return described.length > 0 ? described : splitsOfConfig('default', splitsFromPaths(data))
}

/** The splits of a config. Of files in several formats, the most frequent format is that of the data. */
function splitsOfConfig(config: string, splits: FilesBySplit): DataSplit[] {
  const all = [...splits.values()].flat()
  const counts = formats.map(([, ending]) => all.filter(({ path }) => ending.test(path)).length)
  const [format, ending] = formats[counts.indexOf(Math.max(...counts))] as (typeof formats)[number]
  return [...splits]
    .map(([split, files]) => ({ config, split, format, files: files.filter(({ path }) => ending.test(path)) }))
    .filter(({ files }) => files.length > 0)
}
