import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ModelConfig } from '../../core/nn/network.ts'
import type { GenerationRules } from '../../core/plan/plan.ts'
import { tryParseJson } from '../json.ts'

const id = z.int().min(0)
const idOrIds = z.union([id.transform(one => [one]), z.array(id)])

/** What generation_config.json, or in older folders config.json, says of how a model writes. */
const generationSchema = z.looseObject({
  eos_token_id: idOrIds.nullish(),
  forced_bos_token_id: id.nullish(),
  forced_eos_token_id: idOrIds.nullish(),
  bad_words_ids: z.array(z.array(id)).nullish(),
})

/** How a model from elsewhere writes; `end` ends a text where its files do not say what does. Words of several tokens are not forbidden. */
export function readGenerationRules(folder: string, config: ModelConfig, end: number): GenerationRules {
  const said = generationSchema.safeParse(readGenerationConfig(folder) ?? config)
  const rules = said.success ? said.data : {}
  const { forced_bos_token_id: first, forced_eos_token_id: last } = rules
  return {
    ends: rules.eos_token_id ?? [end],
    banned: (rules.bad_words_ids ?? []).flatMap(word => (word.length === 1 ? word : [])),
    ...(typeof first === 'number' ? { first } : {}),
    ...(last ? { last } : {}),
  }
}

function readGenerationConfig(folder: string): unknown {
  const file = join(folder, 'generation_config.json')
  return existsSync(file) ? tryParseJson(readFileSync(file, 'utf8')) : undefined
}
