import { type CardConfig, cardSplits } from './card-configs.ts'
import type { HubFile } from './hub-request.ts'
import { type FilesBySplit, splitsFromPaths } from './splits-from-paths.ts'

/** A part of a dataset that is downloaded as one. */
export interface DataSplit {
  readonly config: string
  readonly split: string
  /** How its files are read: the `format` of a source. */
  readonly format: 'parquet' | 'arrow' | 'json' | 'csv'
  readonly files: readonly HubFile[]
  /** Of very large datasets the Hub makes only the beginning ready for reading. */
  readonly partial?: true
}

/** Of formats with as many files the first counts. */
const formats: readonly (readonly [DataSplit['format'], RegExp])[] = [
  ['parquet', /\.parquet$/i],
  ['arrow', /\.arrow$/i],
  ['json', /\.(jsonl|ndjson|json)(\.gz|\.zst)?$/i],
  ['csv', /\.(csv|tsv)(\.gz|\.zst)?$/i],
]

/** What the Hub and its libraries write beside the data. */
const metadataFiles = ['config.json', 'dataset_info.json', 'dataset_infos.json', 'dataset_dict.json', 'state.json']

const isData = ({ path }: HubFile): boolean =>
  formats.some(([, ending]) => ending.test(path)) && !metadataFiles.includes(path.split('/').at(-1) ?? '')

/** Hidden, or a folder of a program’s own. */
const isHidden = ({ path }: HubFile): boolean => /(^|\/)(\.|__.*\/)/.test(path)

/** The parts of what the Hub made ready for reading: “config/split/0000.parquet”, where the first gigabytes are in “config/partial-split”. */
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

/** The parts of a dataset as its card describes them; where it does not, by the names of its files. */
export function dataSplits(files: readonly HubFile[], configs: readonly CardConfig[] = []): DataSplit[] {
  const data = files.filter(file => isData(file) && !isHidden(file))
  const described = configs.flatMap(config => splitsOfConfig(config.config_name, cardSplits(config, data)))
  return described.length > 0 ? described : splitsOfConfig('default', splitsFromPaths(data))
}

/** The splits of a config. Of files in several formats, one is that of the data, the rest lies beside it. */
function splitsOfConfig(config: string, splits: FilesBySplit): DataSplit[] {
  const all = [...splits.values()].flat()
  const counts = formats.map(([, ending]) => all.filter(({ path }) => ending.test(path)).length)
  const [format, ending] = formats[counts.indexOf(Math.max(...counts))] as (typeof formats)[number]
  return [...splits]
    .map(([split, files]) => ({ config, split, format, files: files.filter(({ path }) => ending.test(path)) }))
    .filter(({ files }) => files.length > 0)
}
