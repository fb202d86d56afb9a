import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from '../../core/text.ts'
import { loadModel } from '../weights/load-model.ts'
import type { ExportTarget } from './export-target.ts'

/** Files of a model, its tokenizer and its LoRA adapter, by the names that Transformers and peft give them. */
const modelFile =
  /^(config|generation_config|tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab)\.json$|^(vocab|merges)\.txt$|^model(-.*)?\.safetensors(\.index\.json)?$|^(spiece|sentencepiece\.bpe|source|target|tokenizer)\.(model|spm)$|^adapter$/

/** The folder that `from_pretrained` of Transformers loads (https://huggingface.co/docs/transformers). */
export default {
  id: 'hf',
  title: text('Hugging Face Transformers', 'Hugging Face Transformers'),
  expresses: text(
    'Every model; Transformers itself loads the architectures that it has.',
    '所有模型；Transformers 只能加载它自带的结构。',
  ),
  loses: text(
    'The state of the optimizer, so training cannot be resumed from it, and ELECTRA’s generator.',
    '优化器状态（因此无法从中恢复训练），以及 ELECTRA 的生成器。',
  ),
  write({ folder: source, blocks }, folder) {
    loadModel(source, blocks) // whole and undamaged, or refused
    for (const name of readdirSync(source).filter(name => modelFile.test(name)))
      cpSync(join(source, name), join(folder, name), { recursive: true, dereference: true })
  },
} satisfies ExportTarget
