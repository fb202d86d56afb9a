import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blockInfo as served } from '../../../core/block/block-info.ts'
import { blocks } from '../../../nodes/index.ts'
import { searchBlocks } from '../../../renderer/blocks/block-search.ts'
import { pinyinReadings } from '../../../renderer/search/pinyin.ts'
import { indexForSearch, matchScore } from '../../../renderer/search/search.ts'

const infos = [...blocks.values()].map(served)
const found = (query: string) => searchBlocks(infos, query).map(b => b.id)

test('characters are read as a dictionary of pinyin reads them', () => {
  const fixture = join(import.meta.dirname, '../../fixtures/pinyin/readings.json')
  const known = Object.entries(JSON.parse(readFileSync(fixture, 'utf8')) as Record<string, string>)
  const wrong = known.filter(([character, all]) => !pinyinReadings(character).some(r => all.split(' ').includes(r)))
  expect(known.length).toBeGreaterThan(700)
  expect(wrong).toEqual([])
})

test.each([
  ['GPT', 'gpt2'],
  ['gpt-2', 'gpt2'],
  ['BERT', 'bert'],
  ['bert', 'bert'],
  ['csv', 'csv-file'],
  ['parquet', 'parquet-file'],
  ['trainer', 'trainer'],
  ['adam', 'adamw'],
  ['mask', 'mask-tokens'],
  ['shift', 'shift-tokens'],
  ['训练器', 'trainer'],
  ['掩码', 'mask-tokens'],
  ['隐藏', 'mask-tokens'],
  ['xunlianqi', 'trainer'],
  ['xlq', 'trainer'],
  ['xunlq', 'trainer'],
  ['daluan', 'shuffle-rows'],
  ['dlsx', 'shuffle-rows'],
  ['youhuaqi', 'adamw'],
])('“%s” finds %s first', (query, id) => {
  expect(found(query)[0]).toBe(id)
})

test.each([
  ['loss', 'causal-lm'],
  ['dataset', 'sample-text'],
  ['collator', 'shift-tokens'],
  ['architecture', 'gpt2'],
  ['fenciqi', 'bpe-tokenizer'],
  ['fcq', 'wordpiece-tokenizer'],
  ['tokeniser', 'bpe-tokenizer'],
  ['tokenzier', 'bpe-tokenizer'],
  ['tokn', 'bpe-tokenizer'],
  ['语言 建模', 'causal-lm'],
  ['byte tokenizer', 'bpe-tokenizer'],
])('“%s” finds %s among others', (query, id) => {
  expect(found(query)).toContain(id)
})

test.each([
  ['train/test split', 'split'],
  ['train test split', 'split'],
  ['Keep some back', 'split'],
  ['划分验证集', 'split'],
  ['dedup', 'remove-duplicates'],
  ['Cut into pieces', 'chunk-texts'],
  ['Hidden tokens (mask)', 'mask-tokens'],
  ['whole word masking', 'mask-tokens'],
  ['Fill the gaps', 'corrupt-spans'],
  ['Pairs to batches', 'pair-tokens'],
  ['instruction tuning collator', 'answer-tokens'],
  ['Tagging of words', 'tag-words'],
  ['Finding answers', 'find-answer'],
  ['Trained model', 'pretrained'],
  ['LoRA', 'pretrained'],
  ['困惑度', 'causal-lm'],
  ['学习率调度', 'warmup-decay'],
  ['学习率计划', 'warmup-decay'],
])('“%s”, as the field says it or as it was called before, finds %s first', (query, id) => {
  expect(found(query)[0]).toBe(id)
})

test.each([
  ['collator', 'mask-tokens'],
  ['data collator', 'corrupt-spans'],
  ['NER', 'tag-words'],
  ['NER', 'tag-tokens'],
  ['summarization', 'pair-tokens'],
  ['summarization', 't5'],
  ['SFT', 'answer-tokens'],
  ['classification', 'tag-words'],
  ['token classification', 'tag-words'],
  ['微调', 'pretrained'],
])('“%s” finds %s among the blocks that do this', (query, id) => {
  expect(found(query)).toContain(id)
})

test('every word of a search must be meant, and nonsense finds nothing', () => {
  expect(found('tokenizer zebra')).toEqual([])
  expect(found('xqzx')).toEqual([])
  expect(found('file csv')[0]).toBe('csv-file')
})

test('a name counts more than a sentence that mentions it', () => {
  const named = indexForSearch({ names: ['Shuffle'], keywords: [], sentences: [] })
  const told = indexForSearch({ names: ['Trainer'], keywords: [], sentences: ['Reads the rows; shuffle them before.'] })
  expect(matchScore(named, 'shuf')).toBeGreaterThan(matchScore(told, 'shuf'))
  expect(matchScore(told, 'shuf')).toBeGreaterThan(0)
})

test('what is wanted here decides among blocks that are meant alike', () => {
  const [first, second] = found('tokenizer')
  expect(searchBlocks(infos, 'tokenizer', { relevance: b => (b.id === second ? 1 : 0) })[0]?.id).toBe(second)
  expect(searchBlocks(infos, 'csv', { relevance: b => (b.id === first ? 1 : 0) })[0]?.id).toBe('csv-file')
})
