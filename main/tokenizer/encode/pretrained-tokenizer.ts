import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import type { SpecialTokens, Vocabulary } from '../../../core/plan/plan.ts'
import { type Problem, Refusals } from '../../../core/problem.ts'
import { text } from '../../../core/text.ts'
import { tryParseJson } from '../../json.ts'
import { postProcessorTokens } from '../file/post-processor-tokens.ts'
import { findTokenizerFile, readTokenizerJson } from '../file/read-tokenizer-json.ts'
import { specialTokenNames, tokenIds, vocabularyJsonSchema, vocabularyOf } from '../file/special-tokens.ts'
import { loadTokenizer } from './load-tokenizer.ts'

/** What a plan needs to know about an existing tokenizer. */
export interface PretrainedTokenizer {
  /** Its tokenizer.json, or its word list. */
  readonly file: string
  /** The digest of that file, so that other content means other tokens. */
  readonly digest: string
  readonly vocabulary: Vocabulary
}

/** Reads the tokenizer in a model's folder, or in a file. Throws Refusals for what cannot be read as one. */
export function readPretrainedTokenizer(path: string): PretrainedTokenizer {
  const file = findTokenizerFile(path)
  if (file === undefined) throw refused(noTokenizer(path))
  const words = textOf(file)
  const parsed = vocabularyJsonSchema.safeParse(tryParseJson(words))
  if (!parsed.success) throw refused(unreadable(`${parsed.error.issues[0]?.path.join('.')}`))
  const own = vocabularyOf(tokenIds(parsed.data), specialTokenNames(dirname(file)))
  const frame = tryTokenizer(words, own)
  const vocabulary = frame ? { ...own, frame } : own
  return { file, digest: createHash('sha256').update(words).digest('hex'), vocabulary }
}

function textOf(file: string): string {
  try {
    return readTokenizerJson(file)
  } catch (error) {
    throw refused(unreadable(wordsOf(error)))
  }
}

/** Encodes a text, so that unsupported components are found now; returns the special tokens around a text. */
function tryTokenizer(words: string, vocabulary: Vocabulary): SpecialTokens | undefined {
  try {
    loadTokenizer(words, vocabulary).encodeMarked('A whale, 3 鲸.')
    return postProcessorTokens(JSON.parse(words))
  } catch (error) {
    throw refused(unreadable(wordsOf(error)))
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const refused = (problem: Problem) => new Refusals([problem])

const noTokenizer = (path: string): Problem => ({
  code: 'no-tokenizer',
  severity: 'error',
  message: text(
    `There is no tokenizer in “${path}”: no tokenizer.json, vocab.json or vocab.txt.`,
    `“${path}”中没有分词器：既没有 tokenizer.json，也没有 vocab.json 或 vocab.txt。`,
  ),
  fix: text('Choose a model folder, or a tokenizer.json.', '请选择模型文件夹，或选择 tokenizer.json。'),
})

const unreadable = (reason: string): Problem => ({
  code: 'unknown-tokenizer',
  severity: 'error',
  message: text(
    `This file is not a supported tokenizer (${reason || 'see its beginning'}).`,
    `此文件不是受支持的分词器（${reason || '见文件开头'}）。`,
  ),
  fix: text(
    'Use a tokenizer.json of the tokenizers library, a vocab.txt, or a vocab.json with merges.txt in the same folder.',
    '请使用 tokenizers 库的 tokenizer.json、vocab.txt，或旁边有 merges.txt 的 vocab.json。',
  ),
})
