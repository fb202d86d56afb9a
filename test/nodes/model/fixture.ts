import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSafetensors } from '../../../main/export/read-safetensors.ts'

interface Numbers {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

export type Kind = 'clm' | 'mlm' | 's2s' | 'seqcls' | 'bartcls' | 'tokcls' | 'qa' | 'rtd' | 'mlm_nsp'

/** One folder of numbers that Transformers computed: see the README beside them. */
export interface Case {
  readonly kind: Kind
  readonly inputs: Readonly<Record<string, readonly (readonly number[])[] | readonly number[]>>
  readonly loss: number
  readonly logits?: Numbers
  readonly start_logits?: Numbers
  readonly end_logits?: Numbers
  readonly prediction_logits?: Numbers
  readonly seq_relationship_logits?: Numbers
  readonly grad_norms: Readonly<Record<string, number>>
  readonly train: {
    readonly lr_peak: number
    readonly clip: number
    readonly weight_decay: number
    readonly decay_params: readonly string[]
    readonly lrs: readonly number[]
    readonly losses: readonly number[]
    readonly grad_norms_before_clip: readonly number[]
  }
}

const folder = join(import.meta.dirname, '../../fixtures/golden')

export function fixture(name: string) {
  const read = (file: string) => readFileSync(join(folder, name, file))
  const json = (file: string) => JSON.parse(read(file).toString())
  return {
    // the numbers are without dropout; GPT-2's config leaves that of its classifier to a default
    config: { ...json('config.json'), classifier_dropout: 0 } as Record<string, unknown>,
    expected: json('case.json') as Case,
    weights: readSafetensors(read('model.safetensors'), name).tensors,
  }
}
