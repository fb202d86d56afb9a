// Parameters that several tokenizers share.
import { z } from 'zod'
import { param } from '../../core/block/block.ts'
import { reservedTokenNames, type TokenizerRecipe } from '../../core/data/tokenizer-recipe.ts'
import type { Tokens, Vocabulary } from '../../core/plan/plan.ts'
import { refuse } from '../../core/problem.ts'
import { text } from '../../core/text.ts'

export const learnsFrom = param(z.enum(['all', 'targets']).default('all'), {
  label: text('Pieces come from', '片段来源'),
  help: text(
    'With pairs: the texts to learn pieces from. “Targets only” reads a source written in other signs letter by letter, which suits spelling and pronunciation.',
    '对于句对：从哪些文本学习片段。选“仅目标”时，用其他符号书写的源文会逐个字母读入，适合拼写与注音。',
  ),
  choices: { all: text('All texts', '全部文本'), targets: text('Targets only', '仅目标') },
  advanced: true,
})

export const mask = param(z.boolean().default(true), {
  label: text('Mask token', '掩码词元'),
  help: text(
    'A token that stands for a hidden piece. “Hidden tokens (mask)” needs it.',
    '代表被隐藏片段的词元。“隐藏词元（掩码）”模块需要它。',
  ),
  advanced: true,
})

/** Sentinels of a tokenizer, at most. */
export const maxSentinels = 256

export const sentinels = param(z.int().min(0).max(maxSentinels).default(32), {
  label: text('Sentinels', '哨兵词元'),
  help: text(
    'Tokens that mark the gaps when whole spans are hidden. “Fill the gaps (span corruption)” needs one for each span of an example.',
    '隐藏整段文字时用来标记空缺的词元。“填补空缺（片段破坏）”模块的每个样本中，每个片段需要一个。',
  ),
  unit: text('tokens', '词元'),
  advanced: true,
})

export const specials = param(z.string().default(''), {
  label: text('More special tokens', '更多特殊词元'),
  help: text(
    'Names that are never cut, with spaces between them, for example: <user> <answer>.',
    '永不切分的名称，用空格隔开，例如：<user> <answer>。',
  ),
  advanced: true,
})

export const minimumFrequency = param(z.int().min(1).max(1000).default(1), {
  label: text('Seen at least', '最少出现'),
  help: text(
    'Pieces that come less often in the text are not learned. Raise it when rare typing errors become pieces.',
    '在文本中出现次数更少的片段不会被学习。若罕见的错字成了片段，请调高。',
  ),
  unit: text('times', '次'),
  advanced: true,
})

export const form = (standard: TokenizerRecipe['form']) =>
  param(z.enum(['none', 'nfc', 'nfkc']).default(standard), {
    label: text('Unicode form', 'Unicode 形式'),
    help: text(
      'Letters can be stored in several ways. One form makes equal what looks equal; the compatible form also turns ﬁ into fi and Ａ into A.',
      '同一个字符可有多种存储方式。统一形式使看起来相同的字符相同；兼容形式还会把 ﬁ 变为 fi，把 Ａ 变为 A。',
    ),
    choices: {
      none: text('as it is', '保持原样'),
      nfc: text('one form (NFC)', '统一（NFC）'),
      nfkc: text('compatible (NFKC)', '兼容（NFKC）'),
    },
    advanced: true,
  })

export const lowercase = (standard: boolean) =>
  param(z.boolean().default(standard), {
    label: text('Small letters', '转为小写'),
    help: text(
      'Makes all letters small: fewer pieces, but the model cannot write capitals.',
      '把所有字母变为小写：片段更少，但模型写不出大写字母。',
    ),
    advanced: true,
  })

export const stripAccents = (standard: boolean) =>
  param(z.boolean().default(standard), {
    label: text('Without accents', '去掉重音'),
    help: text(
      'Takes accents away: café becomes cafe. Not for languages in which they change the meaning.',
      '去掉重音符号：café 变为 cafe。若重音会改变词义，请不要使用。',
    ),
    advanced: true,
  })

export const cut = param(z.enum(['words', 'digits', 'spaces']).default('words'), {
  label: text('Pieces end', '片段边界'),
  help: text(
    'No piece reaches beyond these places. Single digits help with numbers; spaces only keeps words and their signs together.',
    '片段不会越过这些位置。逐个数字有助于处理数值；仅在空格处断开则保留词及其标点。',
  ),
  choices: {
    words: text('between letters, numbers and signs', '字母、数字与标点之间'),
    digits: text('there, and at every digit', '同上，且每个数字单独'),
    spaces: text('at spaces only', '仅在空格处'),
  },
  advanced: true,
})

export const chinese = (standard: TokenizerRecipe['chinese']) =>
  param(z.enum(['together', 'characters', 'words']).default(standard), {
    label: text('Chinese', '中文'),
    help: text(
      'Chinese has no spaces. Single characters are robust; words of a dictionary give shorter texts and pieces that mean something.',
      '中文没有空格。逐字切分更稳健；按词典分词能让文本更短，片段更有意义。',
    ),
    choices: {
      together: text('any run of characters', '任意连续汉字'),
      characters: text('single characters', '逐字'),
      words: text('words of a dictionary', '按词典分词'),
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
  message: text('The data has no targets to learn pieces from.', '数据中没有可供学习片段的目标文本。'),
  fix: text('Learn from all texts, or connect pairs.', '请从全部文本学习，或连接句对数据。'),
}

const tooSmall = (size: number, smallest: number, least: number) => ({
  param: 'size',
  paramFix: { set: { size: smallest } },
  message: text(
    `A vocabulary of ${size} has no room for the ${least} ${least === 256 ? 'bytes' : 'smallest pieces'} and the special tokens.`,
    `大小为 ${size} 的词表放不下 ${least} 个${least === 256 ? '字节' : '最小片段'}和特殊词元。`,
  ),
  fix: text(`Use at least ${smallest}, or fewer sentinels.`, `请至少使用 ${smallest}，或减少哨兵词元。`),
})

const nameTaken = (name: string) => ({
  param: 'specials',
  message: text(`There is a special token ${name} already.`, `已有名为 ${name} 的特殊词元。`),
  fix: text('Take it out of “More special tokens”.', '请从“更多特殊词元”中去掉它。'),
})
