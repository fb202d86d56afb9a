import { headOf } from '../../core/nn/architectures.ts'
import type { Config } from '../../core/nn/network.ts'
import type { Start } from '../../core/plan/plan.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import type { Adapter } from '../../core/train/adapters.ts'
import { json, stored } from './model-files.ts'
import { writeSafetensors } from './safetensors.ts'

interface Learned {
  readonly adapters: readonly Adapter[]
  readonly parameters: ReadonlyMap<string, Tensor>
  readonly weights: ReadonlyMap<string, Float32Array>
  readonly start: Start
  /** Of the model they belong to. */
  readonly config: Config
}

/** What peft calls the things that models are for. */
function taskOf({ architectures, is_encoder_decoder }: Config): string {
  const head = headOf(String([architectures].flat()[0]))
  if (head === 'class') return 'SEQ_CLS'
  if (head === 'tags') return 'TOKEN_CLS'
  if (head === 'answer') return 'QUESTION_ANS'
  if (is_encoder_decoder) return 'SEQ_2_SEQ_LM'
  return /LMHeadModel|ForCausalLM/.test(String(architectures)) ? 'CAUSAL_LM' : 'FEATURE_EXTRACTION'
}

/**
 * What the adapters learned, without the model they belong to, as the peft library loads it. In a folder of its own:
 * beside a model that has them merged in, Transformers would add them once more.
 */
export function adapterFiles({ adapters, parameters, weights, start, config: base }: Learned): Map<string, Buffer> {
  const names = adapters.flatMap(({ a, b }) => [a, b])
  const own = new Map(names.map(name => [name, parameters.get(name) as Tensor]))
  const config = {
    peft_type: 'LORA',
    task_type: taskOf(base),
    base_model_name_or_path: start.folder,
    r: start.adapt?.rank,
    lora_alpha: start.adapt?.alpha,
    lora_dropout: 0,
    bias: 'none',
    fan_in_fan_out: adapters.some(({ transposed }) => transposed),
    target_modules: adapters.map(({ target }) => target.slice(0, -'.weight'.length)),
    modules_to_save: null,
    inference_mode: true,
  }
  return new Map([
    ['adapter/adapter_config.json', json(config)],
    ['adapter/adapter_model.safetensors', writeSafetensors(stored(weights, own, 'base_model.model.'))],
  ])
}
