// What can be wrong with the files of a model, in words: each names the file, and the tensor with both shapes.
import { type Problem, Refusals } from '../../core/problem.ts'
import { type Text, text } from '../../core/text.ts'

export type TensorShape = readonly number[]
const problem = (code: string, message: Text, fix: Text): Problem => ({ code, severity: 'error', message, fix })

const useAnotherCopy = text(
  'Use another copy of the file, or an earlier checkpoint.',
  '请使用该文件的其他副本或更早的检查点。',
)
export const useMatchingConfig = text(
  'Use the config.json that belongs to these weights.',
  '请使用与这些权重配套的 config.json。',
)

export const damagedFile = (file: string, en: string, zh: string): Refusals =>
  new Refusals([
    problem('damaged-weights', text(`${file} is damaged: ${en}.`, `${file} 已损坏：${zh}。`), useAnotherCopy),
  ])

export const missingTensor = (file: string, name: string, wanted: TensorShape): Problem =>
  problem(
    'missing-tensor',
    text(
      `${file} lacks “${name}” [${wanted}], which config.json requires.`,
      `${file} 中没有 config.json 所要求的“${name}” [${wanted}]。`,
    ),
    useMatchingConfig,
  )

export const extraTensor = (file: string, name: string, found: TensorShape): Problem =>
  problem(
    'extra-tensor',
    text(
      `${file} contains “${name}” [${found}], which the network described by config.json does not have.`,
      `${file} 中的“${name}” [${found}] 在 config.json 描述的网络中没有对应位置。`,
    ),
    useMatchingConfig,
  )

export const wrongShape = (file: string, name: string, found: TensorShape, wanted: TensorShape): Problem =>
  problem(
    'wrong-shape',
    text(
      `“${name}” in ${file} has shape [${found}], but config.json requires [${wanted}].`,
      `${file} 中的“${name}”形状为 [${found}]，而 config.json 要求 [${wanted}]。`,
    ),
    useMatchingConfig,
  )

export const unsupportedDtype = (file: string, name: string, dtype: string): Problem =>
  problem(
    'not-float',
    text(
      `“${name}” in ${file} is stored as ${dtype}. Weights must be F32, F16, BF16 or F64.`,
      `${file} 中的“${name}”以 ${dtype} 存储。权重必须是 F32、F16、BF16 或 F64。`,
    ),
    text('Save the model without quantization.', '请以未量化的形式保存模型。'),
  )

export const notTiedWeights = (file: string, name: string, table: string): Problem =>
  problem(
    'not-tied',
    text(
      `“${name}” in ${file} differs from “${table}”, but config.json ties them (tie_word_embeddings).`,
      `${file} 中的“${name}”与“${table}”不同，而 config.json 规定二者绑定（tie_word_embeddings）。`,
    ),
    text(
      'Set "tie_word_embeddings": false in config.json if the network supports it.',
      '若网络允许，请在 config.json 中设置 "tie_word_embeddings": false。',
    ),
  )

export const noWeights = (folder: string, pickled: boolean): Problem =>
  problem(
    'no-weights',
    text(`There is no model.safetensors in “${folder}”.`, `“${folder}”中没有 model.safetensors。`),
    pickled
      ? text(
          'pytorch_model.bin may contain code and is not read. Save the model with safe_serialization=True.',
          'pytorch_model.bin 可能含有代码，因此不会读取。请用 safe_serialization=True 保存模型。',
        )
      : text('Choose a folder written by save_pretrained.', '请选择 save_pretrained 写出的文件夹。'),
  )

export const badIndex = (en: string, zh: string): Problem =>
  problem(
    'bad-index',
    text(`model.safetensors.index.json cannot be used: ${en}.`, `无法使用 model.safetensors.index.json：${zh}。`),
    text('Copy the complete model folder again.', '请重新完整复制模型文件夹。'),
  )

export const noConfig = (folder: string): Problem =>
  problem(
    'no-config',
    text(`There is no config.json in “${folder}”.`, `“${folder}”中没有 config.json。`),
    text('Choose a model folder.', '请选择含有模型的文件夹。'),
  )

export const badConfig = (en: string, zh: string): Problem =>
  problem(
    'bad-config',
    text(`config.json does not describe a network: ${en}.`, `config.json 未能描述一个网络：${zh}。`),
    text('Use the config.json that came with the model.', '请使用模型自带的 config.json。'),
  )

export const unknownModelType = (type: string, known: readonly string[]): Problem =>
  problem(
    'unknown-model-type',
    text(`model_type “${type}” in config.json is not supported.`, `不支持 config.json 中的 model_type“${type}”。`),
    text(`Supported types: ${known.join(', ')}.`, `支持的类型：${known.join('、')}。`),
  )

export const unknownArchitecture = (type: string, architecture: string): Problem =>
  problem(
    'unknown-architecture',
    text(
      `The architecture “${architecture}” in config.json is not supported for ${type}.`,
      `${type} 不支持 config.json 中的结构“${architecture}”。`,
    ),
    text(
      'Use a language model, or a model for classification, token classification or question answering.',
      '请使用语言模型，或用于分类、词元分类、问答的模型。',
    ),
  )
