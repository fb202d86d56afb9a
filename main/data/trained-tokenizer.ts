import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Frame, Vocabulary } from '../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { jsonOf } from '../json-of.ts'
import { loadTokenizer } from './tokenizer.ts'
import { tokenizerIn, tokenizerText } from './tokenizer-text.ts'
import { frameOfFile } from './tokenizers/frame-of-file.ts'
import { idsOf } from './tokenizers/model-file.ts'

/** What a plan needs to know of a tokenizer that somebody trained before. */
export interface TrainedTokenizer {
  /** Its tokenizer.json, or the list of its words. */
  readonly file: string
  /** Of that file, so that other contents are other tokens. */
  readonly digest: string
  readonly vocabulary: Vocabulary
}

/** What every kind of tokenizer.json has: words or pieces, with ids or with how likely they are. */
const schema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int().min(0), content: z.string() })).default([]),
  model: z.looseObject({
    vocab: z.union([z.record(z.string(), z.int().min(0)), z.array(z.tuple([z.string(), z.number()]))]),
  }),
})

/** The tokenizer in a model's folder, or in a file. Throws Refusals for what cannot be read as one. */
export function trainedTokenizer(path: string): TrainedTokenizer {
  const file = tokenizerIn(path)
  if (file === undefined) throw refused(noTokenizer(path))
  const words = textOf(file)
  const parsed = schema.safeParse(jsonOf(words))
  if (!parsed.success) throw refused(unreadable(`${parsed.error.issues[0]?.path.join('.')}`))
  const ids = new Map([
    ...idsOf(parsed.data.model),
    ...parsed.data.added_tokens.map(({ id, content }) => [content, id] as const),
  ])
  const own = vocabularyOf(ids, namesIn(dirname(file)))
  const frame = tryOut(words, own)
  const vocabulary = frame ? { ...own, frame } : own
  return { file, digest: createHash('sha256').update(words).digest('hex'), vocabulary }
}

function textOf(file: string): string {
  try {
    return tokenizerText(file)
  } catch (error) {
    throw refused(unreadable(wordsOf(error)))
  }
}

/** Reads a text with it, so that parts that nobody knows are found now; gives what it puts around a text. */
function tryOut(words: string, vocabulary: Vocabulary): Frame | undefined {
  try {
    loadTokenizer(words, vocabulary).encodeMarked('A whale, 3 鲸.')
    return frameOfFile(JSON.parse(words))
  } catch (error) {
    throw refused(unreadable(wordsOf(error)))
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const roles = ['pad', 'bos', 'cls', 'eos', 'sep', 'mask'] as const
type Names = Readonly<Partial<Record<(typeof roles)[number], string>>>

/** Special tokens by role, as the files beside tokenizer.json name them. */
function namesIn(folder: string): Names {
  const files = ['special_tokens_map.json', 'tokenizer_config.json'].map(name => join(folder, name))
  const read = files.filter(existsSync).map(file => jsonOf(readFileSync(file, 'utf8')) as Record<string, unknown>)
  const all: Record<string, unknown> = Object.assign({}, ...read)
  const named = roles.flatMap(role => {
    const token = all[`${role}_token`] as { content?: string } | string | null | undefined
    const name = typeof token === 'object' ? token?.content : token
    return name === undefined ? [] : [[role, name] as const]
  })
  return Object.fromEntries(named)
}

/** What such tokens are usually called. */
const usual = {
  pad: ['<pad>', '[PAD]', '<|pad|>'],
  begin: ['<s>', '[CLS]', '<bos>', '<|begin_of_text|>', '<|endoftext|>'],
  end: ['</s>', '[SEP]', '<eos>', '<|end_of_text|>', '<|im_end|>', '<|endoftext|>'],
  mask: ['<mask>', '[MASK]'],
}

function vocabularyOf(ids: ReadonlyMap<string, number>, names: Names): Vocabulary {
  const first = (...candidates: (string | undefined)[]) =>
    candidates.map(name => (name === undefined ? undefined : ids.get(name))).find(id => id !== undefined)
  const end = first(names.eos, names.sep, ...usual.end)
  if (end === undefined) throw refused(noEnd)
  const mask = first(names.mask, ...usual.mask)
  const size = Math.max(...ids.values()) + 1
  let sentinels = 0
  while (ids.get(`<extra_id_${sentinels}>`) === size - 1 - sentinels) sentinels++
  return {
    size,
    pad: first(names.pad, ...usual.pad) ?? end, // GPT-2 has none; what is padding is told by masks
    begin: first(names.bos, names.cls, ...usual.begin) ?? end,
    end,
    ...(mask === undefined ? {} : { mask }),
    sentinels,
  }
}

const refused = (problem: Problem) => new Refusals([problem])

const noTokenizer = (path: string): Problem => ({
  code: 'no-tokenizer',
  severity: 'error',
  message: text(
    `There is no tokenizer in “${path}”: no tokenizer.json, vocab.json or vocab.txt.`,
    `“${path}”中没有分词器：既没有 tokenizer.json，也没有 vocab.json 或 vocab.txt。`,
  ),
  fix: text('Choose the folder of a model, or a tokenizer.json.', '请选择模型文件夹，或选择 tokenizer.json。'),
})

const unreadable = (reason: string): Problem => ({
  code: 'unknown-tokenizer',
  severity: 'error',
  message: text(
    `This file cannot be read as a tokenizer (${reason || 'see its beginning'}).`,
    `无法把此文件读作分词器（${reason || '见文件开头'}）。`,
  ),
  fix: text(
    'Use a tokenizer.json of the tokenizers library, a vocab.txt, or a vocab.json with its merges.txt beside it.',
    '请使用 tokenizers 库的 tokenizer.json、vocab.txt，或旁边有 merges.txt 的 vocab.json。',
  ),
})

const noEnd: Problem = {
  code: 'no-end-token',
  severity: 'error',
  message: text('This tokenizer has no token for the end of a text.', '此分词器没有表示文本结束的词元。'),
  fix: text('Put its tokenizer_config.json beside it.', '请把它的 tokenizer_config.json 放在同一文件夹中。'),
}
