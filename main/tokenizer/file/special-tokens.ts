import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Vocabulary } from '../../../core/plan/plan.ts'
import { tryParseJson } from '../../json.ts'
import { vocabularyIds } from './tokenizer-json.ts'

/** The common part of all tokenizer.json models: tokens with ids or with log probabilities. */
export const vocabularyJsonSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int().min(0), content: z.string() })).default([]),
  model: z.looseObject({
    vocab: z.union([z.record(z.string(), z.int().min(0)), z.array(z.tuple([z.string(), z.number()]))]),
  }),
})

export type VocabularyJson = z.infer<typeof vocabularyJsonSchema>

type Ids = ReadonlyMap<string, number>

/** The id of every token, added tokens included. */
export const tokenIds = ({ model, added_tokens }: Pick<VocabularyJson, 'model' | 'added_tokens'>): Ids =>
  new Map([...vocabularyIds(model), ...added_tokens.map(({ id, content }) => [content, id] as const)])

/** The number of ids: one more than the largest id. */
export const vocabularySize = (ids: Ids): number => [...ids.values()].reduce((most, id) => Math.max(most, id), -1) + 1

const roles = ['pad', 'bos', 'cls', 'eos', 'sep', 'mask'] as const
export type SpecialTokenNames = Readonly<Partial<Record<(typeof roles)[number], string>>>

/** Special tokens by role, as the files beside tokenizer.json name them. */
export function specialTokenNames(folder: string): SpecialTokenNames {
  const files = ['special_tokens_map.json', 'tokenizer_config.json'].map(name => join(folder, name))
  const read = files.filter(existsSync).map(file => tryParseJson(readFileSync(file, 'utf8')) as Record<string, unknown>)
  const all: Record<string, unknown> = Object.assign({}, ...read)
  const named = roles.flatMap(role => {
    const token = all[`${role}_token`] as { content?: string } | string | null | undefined
    const name = typeof token === 'object' ? token?.content : token
    return name === undefined ? [] : [[role, name] as const]
  })
  return Object.fromEntries(named)
}

/** Usual names of special tokens. */
const commonNames = {
  pad: ['<pad>', '[PAD]', '<|pad|>'],
  begin: ['<s>', '[CLS]', '<bos>', '<|begin_of_text|>', '<|endoftext|>'],
  end: ['</s>', '[SEP]', '<eos>', '[EOS]', '<|eos|>', '<|end_of_text|>', '<|im_end|>', '<|end|>', '<|endoftext|>'],
  mask: ['<mask>', '[MASK]'],
}

/** The name of the token that is added to a tokenizer without an end-of-text token. */
export const defaultEndToken = '<|endoftext|>'

const firstId = (ids: Ids, ...candidates: readonly (string | undefined)[]) =>
  candidates.map(name => (name === undefined ? undefined : ids.get(name))).find(id => id !== undefined)

/** The end-of-text token; undefined where nothing shows which one it is. */
export const endTokenId = (ids: Ids, names: SpecialTokenNames): number | undefined =>
  firstId(ids, names.eos, names.sep, ...commonNames.end)

/** The vocabulary of a tokenizer. Requires an end-of-text token. */
export function vocabularyOf(ids: Ids, names: SpecialTokenNames): Vocabulary {
  const end = endTokenId(ids, names)
  if (end === undefined)
    throw new Error('vocabularyOf: the tokenizer has no end-of-text token; readTokenizerJson adds one')
  const mask = firstId(ids, names.mask, ...commonNames.mask)
  const size = vocabularySize(ids)
  let sentinels = 0
  while (ids.get(`<extra_id_${sentinels}>`) === size - 1 - sentinels) sentinels++
  return {
    size,
    pad: firstId(ids, names.pad, ...commonNames.pad) ?? end, // GPT-2 has none; masks tell what is padding
    begin: firstId(ids, names.bos, names.cls, ...commonNames.begin) ?? end,
    end,
    ...(mask === undefined ? {} : { mask }),
    sentinels,
  }
}
