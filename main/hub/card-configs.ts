import { z } from 'zod'
import { globPattern } from '../data/readers/files/glob.ts'
import type { HubFile } from './hub-request.ts'
import { type FilesBySplit, splitsFromPaths } from './splits-from-paths.ts'

/** A config as the card of a dataset describes it (`configs` in the metadata of its README.md). */
export type CardConfig = z.infer<typeof config>

const paths = z.union([z.string().transform(path => [path]), z.array(z.string())])

const config = z.looseObject({
  config_name: z.coerce.string(),
  /** Files without a split are training data. */
  data_files: z
    .union([
      z.array(z.looseObject({ split: z.coerce.string(), path: paths })),
      paths.transform(path => [{ split: 'train', path }]),
    ])
    .nullish(),
  data_dir: z.string().nullish(),
  default: z.boolean().nullish(),
})

/** The configs that the card of a dataset describes, the default one first. None where the card has no valid description. */
export function cardConfigs(card: unknown): readonly CardConfig[] {
  const found = z.looseObject({ configs: z.array(config) }).safeParse(card)
  const configs = found.success ? found.data.configs : []
  return configs.toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a)))
}

const isDefault = (config: CardConfig) => config.default === true || config.config_name === 'default'

/** The files of a config by split: those that its patterns match, or all in its folder. */
export function cardSplits({ data_files, data_dir }: CardConfig, files: readonly HubFile[]): FilesBySplit {
  if (data_files) return new Map(data_files.map(({ split, path }) => [split, matching(files, path)]))
  const folder = `${(data_dir ?? '').replace(/^(\.?\/)+|\/+$/g, '')}/`
  if (folder === '/') return splitsFromPaths(files)
  return splitsFromPaths(
    files.filter(({ path }) => path.startsWith(folder)),
    folder,
  )
}

const matching = (files: readonly HubFile[], patterns: readonly string[]) => {
  const wanted = patterns.map(pattern => globPattern(pattern.replace(/^(\.?\/)+/, ''), { classes: true }))
  return files.filter(({ path }) => wanted.some(pattern => pattern.test(path)))
}
