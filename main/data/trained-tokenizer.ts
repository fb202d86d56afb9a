import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Vocabulary } from '../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../core/problem.ts'
import { text } from '../../core/text.ts'
import { alphabet } from './byte-level.ts'

/** What a plan needs to know of a tokenizer that somebody trained before. */
export interface TrainedTokenizer {
  /** Its tokenizer.json. */
  readonly file: string
  /** Of that file, so that other contents are other tokens. */
  readonly digest: string
  readonly vocabulary: Vocabulary
}

const nothing = z.union([z.null(), z.literal('')]).optional()
/** The kind of GPT-2, RoBERTa, BART and ours. */
const schema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int(), content: z.string() })).default([]),
  normalizer: z.null().optional(),
  pre_tokenizer: z.looseObject({
    type: z.literal('ByteLevel'),
    add_prefix_space: z.literal(false),
    use_regex: z.literal(true).optional(),
  }),
  model: z.looseObject({
    type: z.literal('BPE').optional(),
    continuing_subword_prefix: nothing,
    end_of_word_suffix: nothing,
    ignore_merges: z.literal(false).optional(),
    vocab: z.record(z.string(), z.int().min(0)),
    merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
  }),
})
type File = z.infer<typeof schema>

/** The byte-level BPE tokenizer in a model's folder, or in a file tokenizer.json. Throws Refusals for other kinds. */
export function trainedTokenizer(path: string): TrainedTokenizer {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'tokenizer.json') : path
  if (!existsSync(file)) throw refused(noTokenizer(path))
  const words = readFileSync(file, 'utf8')
  const parsed = schema.safeParse(jsonOf(words))
  if (!parsed.success) throw refused(otherKind(`${parsed.error.issues[0]?.path.join('.')}`))
  const ids = new Map([
    ...Object.entries(parsed.data.model.vocab),
    ...parsed.data.added_tokens.map(({ id, content }) => [content, id] as const),
  ])
  checkPieces(parsed.data, ids)
  return {
    file,
    digest: createHash('sha256').update(words).digest('hex'),
    vocabulary: vocabularyOf(ids, namesIn(dirname(file))),
  }
}

function jsonOf(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    return undefined
  }
}

/** Every byte can be written, and every merge joins pieces that there are. */
function checkPieces({ model }: File, ids: ReadonlyMap<string, number>): void {
  if (!alphabet.every(letter => ids.has(letter))) throw refused(otherKind('model.vocab'))
  const joins = model.merges.map(merge => (typeof merge === 'string' ? merge.split(' ') : merge))
  const broken = joins.some(pair => pair.length !== 2 || ![...pair, pair.join('')].every(piece => ids.has(piece)))
  if (broken) throw refused(otherKind('model.merges'))
}

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
const usual = { pad: ['<pad>'], begin: ['<s>', '<|endoftext|>'], end: ['</s>', '<|endoftext|>'], mask: ['<mask>'] }

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
  message: text(`There is no tokenizer.json in “${path}”.`, `“${path}”中没有 tokenizer.json。`),
  fix: text('Choose the folder of a model, or a tokenizer.json.', '请选择模型文件夹，或选择 tokenizer.json。'),
})

const otherKind = (where: string): Problem => ({
  code: 'unknown-tokenizer',
  severity: 'error',
  message: text(
    `This tokenizer.json is not of the byte-level BPE kind (see ${where || 'its beginning'}).`,
    `此 tokenizer.json 不是字节级 BPE 类型（见 ${where || '文件开头'}）。`,
  ),
  fix: text(
    'Use a tokenizer like those of GPT-2, RoBERTa or BART, or one that Patchbay made.',
    '请使用 GPT-2、RoBERTa 或 BART 那样的分词器，或 Patchbay 制作的分词器。',
  ),
})

const noEnd: Problem = {
  code: 'no-end-token',
  severity: 'error',
  message: text('This tokenizer has no token for the end of a text.', '此分词器没有表示文本结束的词元。'),
  fix: text('Put its tokenizer_config.json beside it.', '请把它的 tokenizer_config.json 放在同一文件夹中。'),
}
