import { z } from 'zod'
import { activations } from '../../core/nn/activations.ts'
import type { ModelConfig } from '../../core/nn/network.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { type Text, text } from '../../core/text.ts'

// What the settings of a config.json may be, one by one and together.

export const size = z.int().min(1)
export const count = z.int().min(0)

const names = Object.keys(activations) as (keyof typeof activations)[]
export const activation = z.enum(names)

/** A setting that may be missing. */
export const numberOf = (setting: unknown): number | undefined => (typeof setting === 'number' ? setting : undefined)

/** Something that must hold between settings. */
type ConfigRule<C> = (settings: C) => Problem | undefined

/** A config read by its network's schema. Throws ZodError, or Refusals for settings that do not go together. */
export function parseConfig<S extends z.ZodType>(
  schema: S,
  config: ModelConfig,
  rules: readonly ConfigRule<z.infer<S>>[],
): z.infer<S> {
  const settings = schema.parse(config)
  for (const rule of rules) {
    const problem = rule(settings)
    if (problem) throw new Refusals([problem]) // what else is wrong may come of it
  }
  return settings
}

type Settings = Readonly<Record<string, unknown>>

/** The heads of a network share a width, or other heads, evenly. */
export const mustDivide =
  (whole: string, heads: string): ConfigRule<Settings> =>
  c => {
    const [all, each] = [Number(c[whole]), Number(c[heads] ?? c[whole])]
    if (each >= 1 && all % each === 0) return undefined
    return configProblem(
      c,
      [whole, heads],
      text('the first must be a multiple of the second', '前者必须是后者的整数倍'),
    )
  }

/** A token that the network looks up has a row in the word table. */
export const isInVocabulary =
  (id: string): ConfigRule<Settings> =>
  c => {
    const token = c[id]
    if (typeof token !== 'number' || (token >= 0 && token < Number(c.vocab_size))) return undefined
    return configProblem(c, [id, 'vocab_size'], text('the embedding matrix has no such row', '嵌入矩阵中没有这一行'))
  }

/** A token whose row stays as it is; as Transformers has it, one below 0 counts from the end. */
export const paddingIsInVocabulary: ConfigRule<Settings> = c =>
  Number(c.pad_token_id ?? 0) < 0 ? undefined : isInVocabulary('pad_token_id')(c)

/** Heads that turn by their places hold pairs of numbers. */
export const headSizeIsEven =
  (width: string, heads: string, own = 'head_dim'): ConfigRule<Settings> =>
  c => {
    const held = Number(c[own] ?? Number(c[width]) / Number(c[heads]))
    if (held % 2 === 0) return undefined
    const named = typeof c[own] === 'number' ? [own] : [width, heads]
    return configProblem(c, named, text('the head dimension must be even', '每个头的维度必须是偶数'))
  }

/** Settings with their values, and why they cannot be so. */
export function configProblem(c: Settings, named: readonly string[], why: Text): Problem {
  const shown = named.map(name => `${name}: ${c[name]}`)
  return {
    code: 'bad-config',
    severity: 'error',
    message: text(
      `config.json says ${shown.join(' and ')}, but ${why.en}.`,
      `config.json 中 ${shown.join('、')}，但${why.zh}。`,
    ),
    fix: text('Use the config.json that belongs to these weights.', '请使用与这些权重配套的 config.json。'),
  }
}
