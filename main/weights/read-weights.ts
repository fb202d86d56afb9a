import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { type Problem, Refusals } from '../../core/problem.ts'
import { readSafetensorsFile, type Safetensors, tensorNamesInFile } from './read-safetensors.ts'
import { badIndex, noWeights } from './weight-problems.ts'

/** All tensors of a model's folder, in one file or in several with an index. Throws Refusals. */
export function readWeights(folder: string): Safetensors & { readonly file: string } {
  const file = weightsFileIn(folder)
  const path = join(folder, file)
  return { ...(file === singleFile ? readSafetensorsFile(path) : readShardedWeights(folder, path)), file }
}

/** The names of all tensors of a model's folder. Throws Refusals. */
export function tensorNames(folder: string): Set<string> {
  const file = weightsFileIn(folder)
  const path = join(folder, file)
  return new Set(file === singleFile ? tensorNamesInFile(path) : Object.keys(weightMap(path)))
}

const singleFile = 'model.safetensors'
const shardIndex = 'model.safetensors.index.json'

/** The name of the file that holds a folder's weights, or says which files do. Throws Refusals when there is none. */
export function weightsFileIn(folder: string): string {
  const found = [singleFile, shardIndex].find(name => existsSync(join(folder, name)))
  if (found) return found
  throw new Refusals([noWeights(folder, existsSync(join(folder, 'pytorch_model.bin')))])
}

const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) })

function readShardedWeights(folder: string, index: string): Safetensors {
  const places = Object.entries(weightMap(index))
  const names = [...new Set(places.map(([, shard]) => shard))]
  for (const name of names) checkShard(folder, name)
  const shards = new Map(names.map(name => [name, readSafetensorsFile(join(folder, name))]))
  const lost = places.find(([key, shard]) => {
    const { tensors, others } = shards.get(shard) as Safetensors
    return !tensors.has(key) && !others.has(key)
  })
  if (lost) throw refused(badIndex(`${lost[1]} has no “${lost[0]}”`, `${lost[1]} 中没有“${lost[0]}”`))
  const all = [...shards.values()]
  return {
    tensors: new Map(all.flatMap(({ tensors }) => [...tensors])),
    others: new Map(all.flatMap(({ others }) => [...others])),
    metadata: all[0]?.metadata ?? {},
  }
}

function weightMap(index: string): Readonly<Record<string, string>> {
  try {
    return indexSchema.parse(JSON.parse(readFileSync(index, 'utf8'))).weight_map
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
    throw refused(badIndex('it has no weight_map', '缺少 weight_map'))
  }
}

/** An index names files beside it, nothing else. */
function checkShard(folder: string, name: string): void {
  if (basename(name) !== name || name.includes('\\'))
    throw refused(badIndex(`“${name}” is not a file in the same folder`, `“${name}”不是同一文件夹中的文件`))
  if (!existsSync(join(folder, name))) throw refused(badIndex(`${name} is missing`, `缺少 ${name}`))
}

const refused = (problem: Problem) => new Refusals([problem])
