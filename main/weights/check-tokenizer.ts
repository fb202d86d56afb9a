import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Network } from '../../core/nn/network.ts'
import { Refusals } from '../../core/problem.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import { text } from '../../core/text.ts'

const fileSchema = z.looseObject({
  model: z.looseObject({
    // BPE and WordPiece: pieces with their ids; Unigram: pieces with their scores, in order
    vocab: z.union([z.record(z.string(), z.int()), z.array(z.unknown())]),
  }),
  added_tokens: z.array(z.looseObject({ id: z.int() })).default([]),
})

/** The number of tokens of a folder's tokenizer.json, undefined without one. Throws Refusals when it names rows that the embedding does not have. */
export function checkTokenizerSize(
  folder: string,
  { config, family }: Pick<Network, 'config' | 'family'>,
  parameters: ReadonlyMap<string, Tensor>,
): number | undefined {
  const file = join(folder, 'tokenizer.json')
  if (!existsSync(file)) return undefined
  const { model, added_tokens } = read(file)
  const ids = Array.isArray(model.vocab) ? [model.vocab.length - 1] : Object.values(model.vocab)
  const size = [...ids, ...added_tokens.map(({ id }) => id)].reduce((most, id) => Math.max(most, id + 1), 0)
  const name = family.tokenEmbedding
  const shape = parameters.get(name)?.shape ?? [Number(config.vocab_size)]
  if (size > (shape[0] ?? 0)) throw tooManyTokens(size, name, shape)
  return size
}

function read(file: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new Refusals([
      {
        code: 'bad-tokenizer',
        severity: 'error',
        message: text('tokenizer.json cannot be read.', '无法读取 tokenizer.json。'),
        fix: text('Copy the complete model folder again.', '请重新完整复制模型文件夹。'),
      },
    ])
  }
}

const tooManyTokens = (size: number, name: string, shape: readonly number[]) =>
  new Refusals([
    {
      code: 'tokenizer-too-large',
      severity: 'error',
      message: text(
        `tokenizer.json has ${size} tokens, but “${name}” in model.safetensors has shape [${shape}], only ${shape[0]} rows.`,
        `tokenizer.json 有 ${size} 个词元，而 model.safetensors 中的“${name}”为 [${shape}]，只有 ${shape[0]} 行。`,
      ),
      fix: text('Use the tokenizer that the model was trained with.', '请使用训练该模型时所用的分词器。'),
    },
  ])
