import { headOfArchitecture } from '../../core/nn/architecture-names.ts'
import type { Network } from '../../core/nn/network.ts'
import { isGeneratorParameter, isHeadParameter, isPoolerParameter } from '../../core/nn/parameter-names.ts'
import type { PretrainedStart } from '../../core/plan/plan.ts'
import type { Tensor } from '../../core/tensor/tensor.ts'
import type { LoraAdapter } from '../../core/train/lora.ts'
import { jsonBuffer, storedTensors } from './model-files.ts'
import { writeSafetensors } from './write-safetensors.ts'

interface AdapterContents {
  readonly adapters: readonly LoraAdapter[]
  /** Parameters that learned nothing. */
  readonly frozen: ReadonlySet<string>
  readonly parameters: ReadonlyMap<string, Tensor>
  readonly weights: ReadonlyMap<string, Float32Array>
  readonly start: PretrainedStart
  /** The model they belong to. */
  readonly network: Pick<Network, 'config' | 'family'>
}

/** What peft calls the things that models are for. */
function peftTaskType({ config, family }: AdapterContents['network']): string {
  const head = headOfArchitecture(String([config.architectures].flat()[0]), family)
  if (head === 'class') return 'SEQ_CLS'
  if (head === 'tags') return 'TOKEN_CLS'
  if (head === 'answer') return 'QUESTION_ANS'
  if (family.kind === 'encoder-decoder') return 'SEQ_2_SEQ_LM'
  return family.kind === 'decoder' ? 'CAUSAL_LM' : 'FEATURE_EXTRACTION'
}

/** The module of a head's parameter, as peft finds it: the first word of its name, or the pooler inside the body. */
const peftModuleOf = (name: string) => (isPoolerParameter(name) ? 'pooler' : name.split('.')[0]) as string

/**
 * What the adapters and a new head learned, without the model they belong to, as the peft library loads it. In a folder of its own:
 * beside a model that has them merged in, Transformers would add them once more.
 */
export function adapterFiles(learned: AdapterContents): Map<string, Buffer> {
  const { adapters, frozen, parameters, weights, start, network } = learned
  const own = new Map(
    [...parameters].filter(([name]) => name.includes('.') && !frozen.has(name) && !isGeneratorParameter(name)),
  )
  const heads = new Set([...own.keys()].filter(name => isHeadParameter(name, network.family)).map(peftModuleOf))
  const config = {
    peft_type: 'LORA',
    task_type: peftTaskType(network),
    base_model_name_or_path: start.folder,
    r: start.adapt?.rank,
    lora_alpha: start.adapt?.alpha,
    lora_dropout: 0,
    bias: 'none',
    fan_in_fan_out: adapters.some(({ transposed }) => transposed),
    target_modules: adapters.map(({ target }) => target.slice(0, -'.weight'.length)),
    modules_to_save: heads.size > 0 ? [...heads] : null,
    inference_mode: true,
  }
  return new Map([
    ['adapter/adapter_config.json', jsonBuffer(config)],
    ['adapter/adapter_model.safetensors', writeSafetensors(storedTensors(weights, own, 'base_model.model.'))],
  ])
}
