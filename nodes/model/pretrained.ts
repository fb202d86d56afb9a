import { z } from 'zod'
import type { Block } from '../../core/block/block.ts'
import { block, param, port } from '../../core/block/block.ts'
import { headOfArchitecture } from '../../core/nn/architecture-names.ts'
import type { ModelConfig, Network, NetworkFamily } from '../../core/nn/network.ts'
import type { HeadKind, NetworkPlan, PretrainedStart } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import type { Text } from '../../core/text.ts'
import { text } from '../../core/text.ts'
import { isMultiLabel, labelNames } from './class-labels.ts'

/** Blocks that draw a network, by id, which is the model_type of its config.json. */
type Architectures = ReadonlyMap<string, Block>

/** The block that draws networks of a config's kind. Throws a Refusal when there is none. */
function architectureOf({ model_type }: ModelConfig, architectures: Architectures): Block {
  return (
    architectures.get(String(model_type)) ??
    refuse('unknown-model-type', {
      param: 'path',
      message: text(`The model type “${model_type}” is not supported.`, `不支持模型类型“${model_type}”。`),
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
      '“run:” and the name of one of your runs, or any folder with config.json and model.safetensors.',
      '填写“run:”加某次运行的名称，或任意含有 config.json 和 model.safetensors 的文件夹。',
    ),
    control: 'model',
  }),
  freeze: param(z.int().min(0).max(1000).default(0), {
    label: text('Frozen layers', '冻结层数'),
    help: text(
      'The first layers that are not trained, together with the embeddings; LoRA adds nothing to them either. Faster, and less is forgotten. 0 trains everything.',
      '从第一层起不训练的层数（连同嵌入层）；LoRA 也不会附加到这些层。更快，也不易遗忘。0 表示全部训练。',
    ),
  }),
  dropout: param(z.number().min(0).max(0.9).default(0), {
    label: text('Dropout', '随机失活'),
    help: text(
      'Share of values set to 0 at random during training; raise it (to 0.1 or 0.2) if there is little data. 0 keeps the model’s own setting.',
      '训练时随机置零的比例；数据较少时请调高（例如 0.1 或 0.2）。0 表示沿用模型自带的设置。',
    ),
  }),
  rank: param(z.int().min(0).max(512).default(0), {
    label: text('LoRA rank', 'LoRA 秩'),
    help: text(
      'Trains small low-rank matrices added to the weights instead of the weights, which saves memory; 8 is common. 0 trains the weights themselves.',
      '不直接训练权重，而是训练附加在权重上的低秩小矩阵，更省内存；常用 8。0 表示直接训练权重。',
    ),
  }),
  alpha: param(z.number().gt(0).max(1024).default(16), {
    label: text('LoRA alpha', 'LoRA 缩放系数（alpha）'),
    help: text(
      'Scales the added matrices: they are multiplied by alpha ÷ rank.',
      '附加矩阵的缩放系数：乘以 alpha ÷ 秩。',
    ),
    advanced: true,
  }),
  targets: param(z.enum(['attention', 'all']).default('attention'), {
    label: text('LoRA targets', 'LoRA 目标模块'),
    help: text('Which weights get LoRA matrices.', '哪些权重附加 LoRA 矩阵。'),
    choices: {
      attention: text('Query and value projections', '查询和值投影'),
      all: text('All linear layers', '所有线性层'),
    },
    advanced: true,
  }),
  found: param(z.record(z.string(), z.unknown()).optional(), {
    label: text('Config', '配置'),
    help: text('The contents of the folder’s config.json.', '文件夹中 config.json 的内容。'),
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
  title: text('Pretrained model', '预训练模型'),
  keywords: [
    'Trained model',
    'fine-tuning',
    'finetune',
    'fine-tune',
    'from_pretrained',
    'AutoModel',
    'LoRA',
    'PEFT',
    'continue training',
    'transfer learning',
    'checkpoint',
    '微调',
    '迁移学习',
    '继续训练',
    '已训练的模型',
  ],
  help: text(
    'Continues training a model from a folder on your own data (fine-tuning). The model has its own size; use its own tokenizer too.',
    '在您自己的数据上继续训练（微调）文件夹中的模型。模型自带规模；请同时使用它自己的分词器。',
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
    message: text('The model folder has not been read yet.', '尚未读取模型文件夹。'),
    fix: text('Choose the model again.', '请重新选择模型。'),
  })

const nothingLearns = (layers: number) => ({
  param: 'freeze',
  message: text(
    `All ${layers} layers are frozen, so LoRA has no weights to adapt.`,
    `全部 ${layers} 层都已冻结，LoRA 没有可附加的权重。`,
  ),
  fix: text(`Freeze at most ${layers - 1} layers, or set the rank to 0.`, `最多冻结 ${layers - 1} 层，或把秩设为 0。`),
})

const noLora = (network: Text) => ({
  param: 'rank',
  message: text(
    `${network.en} networks have no layers that LoRA could add to.`,
    `${network.zh} 网络没有可供 LoRA 附加的层。`,
  ),
  fix: text('Set the rank to 0.', '请把秩设为 0。'),
})
