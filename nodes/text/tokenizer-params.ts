// Parameters that several tokenizers share.
import { z } from 'zod'
import { param } from '../../core/block/block.ts'
import { reservedTokenNames, type TokenizerRecipe } from '../../core/data/tokenizer-recipe.ts'
import type { Tokens, Vocabulary } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

export const learnsFrom = param(z.enum(['all', 'targets']).default('all'), {
  label: text('Train on', '训练语料'),
  help: text(
    'With pairs: which texts the vocabulary is learned from. With “Targets only”, a source in another script is split character by character, which suits spelling and pronunciation.',
    '对于句对：从哪些文本学习词表。选“仅目标文本”时，用其他文字书写的源文会逐个字符切分，适合拼写与注音。',
  ),
  choices: { all: text('All texts', '全部文本'), targets: text('Targets only', '仅目标文本') },
  advanced: true,
})

export const mask = param(z.boolean().default(true), {
  label: text('Mask token', '掩码词元'),
  help: text(
    'A token that stands for a masked token. “Masking collator (MLM)” needs it.',
    '代表被掩盖词元的词元。“掩码整理器（MLM）”模块需要它。',
  ),
  advanced: true,
})

/** Sentinels of a tokenizer, at most. */
export const maxSentinels = 256

export const sentinels = param(z.int().min(0).max(maxSentinels).default(32), {
  label: text('Sentinel tokens', '哨兵词元'),
  help: text(
    'Tokens that mark masked spans. “Span corruption collator (T5)” needs one for each span of an example.',
    '用来标记被挖去片段的词元。“片段破坏整理器（T5）”的每个样本中，每个片段需要一个。',
  ),
  unit: text('tokens', '词元'),
  advanced: true,
})

export const specials = param(z.string().default(''), {
  label: text('Additional special tokens', '其他特殊词元'),
  help: text(
    'Tokens that are never split, separated by spaces, for example: <user> <answer>.',
    '永不切分的词元，用空格隔开，例如：<user> <answer>。',
  ),
  advanced: true,
})

export const minimumFrequency = param(z.int().min(1).max(1000).default(1), {
  label: text('Minimum frequency', '最小词频'),
  help: text(
    'Subwords that occur less often in the text are not learned. Raise it if rare typing errors become tokens.',
    '在文本中出现次数更少的子词不会被学习。若罕见的错字成了词元，请调高。',
  ),
  unit: text('times', '次'),
  advanced: true,
})

export const form = (standard: TokenizerRecipe['form']) =>
  param(z.enum(['none', 'nfc', 'nfkc']).default(standard), {
    label: text('Unicode normalization', 'Unicode 规范化'),
    help: text(
      'The same character can be stored in several ways. NFC makes equal what looks equal; NFKC also turns ﬁ into fi and Ａ into A.',
      '同一个字符可有多种存储方式。NFC 使看起来相同的字符相同；NFKC 还会把 ﬁ 变为 fi，把 Ａ 变为 A。',
    ),
    choices: {
      none: text('none', '不处理'),
      nfc: text('NFC (canonical)', 'NFC（标准等价）'),
      nfkc: text('NFKC (compatibility)', 'NFKC（兼容等价）'),
    },
    advanced: true,
  })

export const lowercase = (standard: boolean) =>
  param(z.boolean().default(standard), {
    label: text('Lowercase', '转为小写'),
    help: text(
      'Converts all letters to lowercase: fewer tokens, but the model cannot write capitals.',
      '把所有字母变为小写：词元更少，但模型写不出大写字母。',
    ),
    advanced: true,
  })

export const stripAccents = (standard: boolean) =>
  param(z.boolean().default(standard), {
    label: text('Strip accents', '去除重音符号'),
    help: text(
      'Removes accents: café becomes cafe. Not for languages in which accents change the meaning.',
      '去掉重音符号：café 变为 cafe。若重音会改变词义，请不要使用。',
    ),
    advanced: true,
  })

export const cut = param(z.enum(['words', 'digits', 'spaces']).default('words'), {
  label: text('Pre-tokenization', '预分词'),
  help: text(
    'Where text is split before subwords are learned; no token crosses these boundaries. Single digits help with numbers; “at spaces only” keeps words and their punctuation together.',
    '学习子词之前在何处切分文本；词元不会越过这些边界。逐个数字有助于处理数值；“仅在空格处”保留词及其标点。',
  ),
  choices: {
    words: text('between letters, numbers and punctuation', '字母、数字与标点之间'),
    digits: text('also at every digit', '同上，且每个数字单独'),
    spaces: text('at spaces only', '仅在空格处'),
  },
  advanced: true,
})

export const chinese = (standard: TokenizerRecipe['chinese']) =>
  param(z.enum(['together', 'characters', 'words']).default(standard), {
    label: text('Chinese segmentation', '中文切分'),
    help: text(
      'Chinese has no spaces. Single characters are robust; dictionary words give shorter texts and more meaningful tokens.',
      '中文没有空格。逐字切分更稳健；按词典分词能让文本更短，词元更有意义。',
    ),
    choices: {
      together: text('none', '不切分'),
      characters: text('single characters', '逐字'),
      words: text('dictionary words', '按词典分词'),
    },
    advanced: true,
  })

/** Names separated by spaces. */
export const parseNames = (written: string): readonly string[] => written.split(/\s+/).filter(name => name !== '')

interface Sized {
  readonly size: number
  readonly mask: boolean
  readonly sentinels: number
}

/** Ids of the special tokens: pad, begin, end and mask first, sentinels last. Refuses a size with less than `least` tokens beside them. */
export function buildVocabulary(recipe: TokenizerRecipe, { size, mask, sentinels }: Sized, least: number): Vocabulary {
  const bottom = reservedTokenNames(recipe, mask)
  const twice = bottom.find((name, i) => bottom.indexOf(name) !== i || /^<extra_id_\d+>$/.test(name))
  if (twice !== undefined) refuse('special-token-twice', nameTaken(twice))
  const smallest = least + bottom.length + sentinels
  if (size < smallest) refuse('vocabulary-too-small', tooSmall(size, smallest, least))
  return { size, pad: 0, begin: 1, end: 2, ...(mask && { mask: 3 }), sentinels }
}

/** The tokens that a tokenizer block outputs. */
export function trainedTokens(rows: Tokens['rows'], use: Tokens['tokenizer'], vocabulary: Vocabulary): Tokens {
  const tokens = { rows, tokenizer: use, vocabulary }
  if (use.params.learnsFrom !== 'targets') return tokens
  if (!rows.columns.includes('target')) refuse('no-targets', noTargets)
  return { ...tokens, learnsFrom: ['target'] }
}

const noTargets = {
  param: 'learnsFrom',
  message: text('The data has no targets to train the tokenizer on.', '数据中没有可用来训练分词器的目标文本。'),
  fix: text('Train on all texts, or connect pairs.', '请用全部文本训练，或连接句对数据。'),
}

const tooSmall = (size: number, smallest: number, least: number) => ({
  param: 'size',
  paramFix: { set: { size: smallest } },
  message: text(
    `A vocabulary of ${size} is too small for the ${least} ${least === 256 ? 'bytes' : 'characters'} and the special tokens.`,
    `大小为 ${size} 的词表放不下 ${least} 个${least === 256 ? '字节' : '字符'}和特殊词元。`,
  ),
  fix: text(`Use at least ${smallest}, or fewer sentinel tokens.`, `请至少使用 ${smallest}，或减少哨兵词元。`),
})

const nameTaken = (name: string) => ({
  param: 'specials',
  message: text(`A special token ${name} already exists.`, `已有名为 ${name} 的特殊词元。`),
  fix: text('Remove it from “Additional special tokens”.', '请从“其他特殊词元”中移除它。'),
})
