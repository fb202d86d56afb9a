import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { tryParseJson } from '../../json.ts'
import {
  defaultEndToken,
  endTokenId,
  specialTokenNames,
  tokenIds,
  type VocabularyJson,
  vocabularySize,
} from './special-tokens.ts'

/** Files of a folder that may hold a tokenizer, the best first. */
const tokenizerFileNames = ['tokenizer.json', 'vocab.json', 'vocab.txt']

/** The file that holds the tokenizer of a folder, or the file itself; undefined when there is none. */
export function findTokenizerFile(path: string): string | undefined {
  if (!existsSync(path)) return undefined
  if (!statSync(path).isDirectory()) return path
  return tokenizerFileNames.map(name => join(path, name)).find(existsSync)
}

/**
 * The content of a tokenizer.json: of the file itself, or built from a word list (BERT's vocab.txt) or from a vocabulary and merges (GPT-2's
 * vocab.json and merges.txt). A tokenizer without an end-of-text token gets one more token, because texts are concatenated for training.
 */
export const readTokenizerJson = (file: string): string => withEndToken(textOf(file), dirname(file))

function withEndToken(words: string, folder: string): string {
  const file = tryParseJson(words) as Partial<VocabularyJson> | undefined
  const { model, added_tokens = [] } = file ?? {}
  if (typeof model?.vocab !== 'object') return words // other code reports what is wrong with it
  const ids = tokenIds({ model, added_tokens })
  if (endTokenId(ids, specialTokenNames(folder)) !== undefined) return words
  return JSON.stringify({
    ...file,
    added_tokens: [...added_tokens, specialTokenJson(defaultEndToken, vocabularySize(ids))],
  })
}

function textOf(file: string): string {
  const words = readFileSync(file, 'utf8')
  if (basename(file).endsWith('.txt')) return JSON.stringify(wordPieceJson(words, dirname(file)))
  const merges = join(dirname(file), basename(file).replace('vocab.json', 'merges.txt'))
  if (!basename(file).endsWith('vocab.json') || !existsSync(merges)) return words
  return JSON.stringify(byteLevelJson(JSON.parse(words), linesOf(readFileSync(merges, 'utf8'))))
}

const linesOf = (text: string) => text.split(/\r?\n/).filter(line => line !== '')

const specialTokenJson = (content: string, id: number, lstrip = false) => ({
  id,
  content,
  single_word: false,
  lstrip,
  rstrip: false,
  normalized: false,
  special: true,
})

function wordPieceJson(text: string, folder: string) {
  const vocab = Object.fromEntries(linesOf(text).map((piece, id) => [piece, id]))
  const specials = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'].filter(name => name in vocab)
  const config = join(folder, 'tokenizer_config.json')
  const { do_lower_case = true } = existsSync(config) ? JSON.parse(readFileSync(config, 'utf8')) : {}
  return {
    version: '1.0',
    added_tokens: specials.map(name => specialTokenJson(name, vocab[name] as number)),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: do_lower_case,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: null,
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab,
    },
  }
}

function byteLevelJson(vocab: Record<string, number>, merges: readonly string[]) {
  const specials = ['<pad>', '<s>', '</s>', '<unk>', '<mask>', '<|endoftext|>'].filter(name => name in vocab)
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true }
  return {
    version: '1.0',
    added_tokens: specials.map(name => specialTokenJson(name, vocab[name] as number, name === '<mask>')),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: { ...byteLevel, add_prefix_space: true },
    model: { type: 'BPE', vocab, merges: merges.filter(line => !line.startsWith('#version')) },
  }
}
