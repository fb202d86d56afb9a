import { z } from 'zod'
import { type Block, block, param, port } from '../../core/block/block.ts'
import { headOfArchitecture } from '../../core/nn/architecture-names.ts'
import type { ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import type { HeadKind } from '../../core/plan/heads.ts'
import type { NetworkPlan, PretrainedStart } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { type Text, text } from '../../core/text.ts'
import { isMultiLabel, labelNames } from './class-labels.ts'

/** Blocks that draw a network, by id, which is the model_type of its config.json. */
type Architectures = ReadonlyMap<string, Block>

/** The block that draws networks of a config's kind. Throws a Refusal when there is none. */
function architectureOf({ model_type }: ModelConfig, architectures: Architectures): Block {
  return (
    architectures.get(String(model_type)) ??
    refuse('unknown-model-type', {
      param: 'path',
      message: text(
        `This model is of the type “${model_type}”, which Patchbay does not have.`,
        `该模型的类型为“${model_type}”，Patchbay 没有这种网络。`,
      ),
      fix: text(
        `Choose one of these: ${[...architectures.keys()].join(', ')}.`,
        `请选择以下类型之一：${[...architectures.keys()].join('、')}。`,
      ),
    })
  )
}

const familyOf = (architecture: Block) => architecture.network?.family as NetworkFamily

/** What a new network of the architecture gives to objectives. */
const defaultNetworkPlan = (architecture: Block) =>
  (architecture.compile({} as never, architecture.params.parse({}) as never) as { network: NetworkPlan }).network

const params = z.strictObject({
  path: param(z.string().min(1), {
    label: text('Model', '模型'),
    help: text(
      '“run:” and the name of one of your runs, or a folder with config.json and model.safetensors from anywhere.',
      '填写“run:”加某次运行的名称，或任意含有 config.json 和 model.safetensors 的文件夹。',
    ),
    control: 'model',
  }),
  freeze: param(z.int().min(0).max(1000).default(0), {
    label: text('Frozen layers', '冻结层数'),
    help: text(
      'Layers from the beginning that stay as they are, with the word table; LoRA adds nothing to them either. Faster, and less is forgotten. 0 trains everything.',
      '从开头起保持不变的层数（连同词表）；LoRA 也不会附加到这些层。更快，也不易遗忘。0 表示全部训练。',
    ),
  }),
  dropout: param(z.number().min(0).max(0.9).default(0), {
    label: text('Dropout', '随机失活'),
    help: text(
      'Share of values set to 0 at random while training; raise it (to 0.1 or 0.2) when there is little data. 0 keeps the model’s own.',
      '训练时随机置零的比例；数据较少时请调高（例如 0.1 或 0.2）。0 表示沿用模型自带的设置。',
    ),
  }),
  rank: param(z.int().min(0).max(512).default(0), {
    label: text('LoRA rank', 'LoRA 秩'),
    help: text(
      'Train small additions to the weights instead of the weights, which saves memory: 8 is usual. 0 trains the weights.',
      '不直接训练权重，而是训练附加在权重上的小矩阵，更省内存：常用 8。0 表示直接训练权重。',
    ),
  }),
  alpha: param(z.number().gt(0).max(1024).default(16), {
    label: text('LoRA strength', 'LoRA 强度'),
    help: text(
      'How strongly the additions count: they are multiplied by strength ÷ rank.',
      '附加部分的强度：乘以 强度 ÷ 秩。',
    ),
    advanced: true,
  }),
  targets: param(z.enum(['attention', 'all']).default('attention'), {
    label: text('LoRA goes to', 'LoRA 作用于'),
    help: text('Which weights get additions.', '哪些权重带有附加部分。'),
    choices: {
      attention: text('Queries and values', '查询和值'),
      all: text('All weights inside layers', '层内的所有权重'),
    },
    advanced: true,
  }),
  found: param(z.record(z.string(), z.unknown()).optional(), {
    label: text('Config', '配置'),
    help: text('Contents of the folder’s config.json.', '文件夹中 config.json 的内容。'),
    hidden: true,
  }),
})

function startOf(
  { path, freeze, rank, alpha, targets }: z.infer<typeof params>,
  config: ModelConfig,
  family: NetworkFamily,
): PretrainedStart {
  const [architecture] = (config.architectures ?? []) as string[]
  const head = headOfArchitecture(architecture ?? '', family)
  return {
    folder: path,
    words: Number(config.vocab_size),
    head,
    labels: labelNames(config),
    ...(head === 'class' && isMultiLabel(config) ? { several: true } : {}),
    freeze,
    ...(rank > 0 ? { adapt: { rank, alpha, targets } } : {}),
  }
}

/** All shares of dropout that a config names, whatever its family calls them. */
const withDropout = (config: ModelConfig, share: number): ModelConfig =>
  share === 0
    ? config
    : Object.fromEntries(
        Object.entries(config).map(([key, value]) => [
          key,
          /dropout|pdrop/.test(key) && typeof value === 'number' ? share : value,
        ]),
      )

const headKinds: readonly HeadKind[] = ['class', 'tags', 'answer', 'replaced']

/** The block that goes on training a model of one of these architectures. */
export function pretrainedBlock(architectures: Architectures): Block {
  const builderOf = (kind: HeadKind) => (config: ModelConfig) => {
    const architecture = architectureOf(config, architectures)
    const build = architecture.network?.heads?.[kind]
    if (!build) throw new Error(`pretrained: '${architecture.id}' has no head '${kind}'`)
    return build(config)
  }
  return block({
    ...declaration,
    compile: (_, params) => {
      const config = params.found ?? notRead()
      const architecture = architectureOf(config, architectures)
      const family = familyOf(architecture)
      const { kind, heads } = defaultNetworkPlan(architecture)
      const use = {
        block: 'pretrained',
        params,
        kind,
        ...(heads ? { heads } : {}),
        start: startOf(params, config, family),
      }
      if (params.rank > 0 && family.loraTargets.length === 0) refuse('no-lora', noLora(architecture.title))
      const layers = family.layerCount(config)
      if (params.rank > 0 && params.freeze >= layers) refuse('nothing-learns', nothingLearns(layers))
      const maxLength = family.maxLength(config)
      return { network: maxLength === undefined ? use : { ...use, maxLength } }
    },
    network: {
      config: ({ found: { problem_type: _, ...found } = {}, dropout }) => ({
        ...withDropout(found, dropout), // Transformers tells the problem by the labels, which are those of another one now
        architectures: [familyOf(architectureOf(found, architectures)).classes.words],
        // our targets begin with their first word
        ...(typeof found.forced_bos_token_id === 'number' ? { forced_bos_token_id: null } : {}),
      }),
      build: config => (architectureOf(config, architectures).network as { build: HeadBuilder }).build(config),
      heads: Object.fromEntries(headKinds.map(kind => [kind, builderOf(kind)])),
    },
  })
}

type HeadBuilder = (config: ModelConfig) => Network

/** The block without what depends on the architectures. */
const declaration = {
  id: 'pretrained',
  category: 'model',
  title: text('Trained model', '已训练的模型'),
  help: text(
    'Go on training a model from a folder, on your own text. It brings its size along; give it its own tokenizer too.',
    '在您自己的文本上继续训练文件夹中的模型。模型自带规模；请同时使用它自己的分词器。',
  ),
  facts: 'model',
  inputs: {},
  outputs: { network: port('network') },
  params,
} as const

/** The other networks, found by folder: a new file beside this one can be loaded here too. */
const files = import.meta.glob<{ readonly default?: Block }>(['./*.ts', '!./pretrained.ts'], { eager: true })

export default pretrainedBlock(
  new Map(Object.values(files).flatMap(({ default: found }) => (found?.network ? [[found.id, found] as const] : []))),
)

const notRead = (): never =>
  refuse('model-not-read', {
    param: 'path',
    message: text('The model’s folder has not been read.', '尚未读取模型文件夹。'),
    fix: text('Choose the model again.', '请重新选择模型。'),
  })

const nothingLearns = (layers: number) => ({
  param: 'freeze',
  message: text(
    `All ${layers} layers are frozen, so nothing is left for LoRA to add to.`,
    `全部 ${layers} 层都已冻结，LoRA 没有可附加的权重。`,
  ),
  fix: text(`Freeze ${layers - 1} layers at most, or set the rank to 0.`, `最多冻结 ${layers - 1} 层，或把秩设为 0。`),
})

const noLora = (network: Text) => ({
  param: 'rank',
  message: text(
    `${network.en} networks have no layers that LoRA could add to.`,
    `${network.zh} 网络没有可供 LoRA 附加的层。`,
  ),
  fix: text('Set the rank to 0.', '请把秩设为 0。'),
})
