import { z } from 'zod'
import { block, param, port } from '../../core/block/block.ts'
import { text } from '../../core/text.ts'
import { configOf, gptFamily, gptHeads, gptNetwork } from './gpt2.ts'
import * as sizes from './network-params.ts'
import { mini, published, shape, small, tiny } from './presets.ts'

const family = gptFamily('GPT3')

/** GPT-3 (Brown et al. 2020): GPT-2 whose every second layer sees only the nearest tokens. */
export default block({
  id: 'gpt3',
  category: 'model',
  title: text('GPT-3 (sparse attention)', 'GPT-3（稀疏注意力）'),
  keywords: [
    'GPT-3 style',
    'sparse attention',
    'local attention',
    'banded attention',
    'alternating dense and sparse',
    '稀疏注意力',
    'GPT-3 式',
  ],
  help: text(
    'GPT-2, but every second layer uses local attention (nearby tokens only), as in GPT-3. Worth trying with long contexts. Other tools cannot load it as GPT-2.',
    '与 GPT-2 相同，但像 GPT-3 那样每隔一层使用局部注意力（只看邻近的词元）。适合较长的上下文。其他工具无法把它当作 GPT-2 加载。',
  ),
  inputs: {},
  outputs: { network: port('network') },
  learns: { by: 'causal' },
  params: sizes.networkParams.extend({
    window: param(z.int().min(1).max(4096).default(32), {
      label: text('Attention window', '注意力窗口'),
      help: text('How many tokens a local attention layer can see.', '局部注意力层能看到多少个词元。'),
      unit: text('tokens', '词元'),
    }),
  }),
  presets: {
    tiny: tiny(shape(128, 3, 4)),
    mini: mini(shape(256, 4, 4)),
    small: small(shape(384, 6, 6)),
    // the paper names no window; 128 is that of the Sparse Transformer it refers to (Child et al. 2019)
    'gpt3-small': published('GPT-3 Small', { ...shape(768, 12, 12), context: 2048, window: 128 }),
  },
  compile: (_, params) => {
    sizes.checkHeads(params)
    return { network: { block: 'gpt3', params, kind: 'decoder', maxLength: params.context } }
  },
  network: {
    config: (p, vocabulary) => ({
      ...configOf(p, vocabulary),
      architectures: [family.classes.words],
      model_type: 'gpt3', // not 'gpt2': tools that know only that would compute something else
      attention_window: p.window,
    }),
    family,
    build: gptNetwork(family),
    heads: gptHeads(family),
  },
})
