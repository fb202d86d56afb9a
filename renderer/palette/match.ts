import type { BlockInfo, Category } from '../../core/block.ts'

export const categories: readonly Category[] = ['data', 'text', 'collate', 'model', 'objective', 'train', 'output']

/** Blocks that a search means, best first; all of them, by category, when nothing is searched. Both languages are searched. */
export function match(blocks: Iterable<BlockInfo>, query: string): readonly BlockInfo[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return [...blocks]
    .map(block => ({ block, score: Math.min(...words.map(word => score(block, word)), 9) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || order(a.block) - order(b.block))
    .map(({ block }) => block)
}

const order = (block: BlockInfo) => categories.indexOf(block.category)

/** Names count more than explanations, and the beginning of a name most. */
function score({ id, title, help }: BlockInfo, word: string): number {
  const names = [id, title.en, title.zh].map(name => name.toLowerCase())
  if (names.some(name => name.startsWith(word))) return 4
  if (names.some(name => name.includes(word))) return 3
  if ([help.en, help.zh].some(h => h.toLowerCase().includes(word))) return 2
  return names.some(name => scattered(name, word)) ? 1 : 0
}

/** Whether the letters of the word appear in the name in order: `tknz` finds `tokenizer`. */
function scattered(name: string, word: string): boolean {
  let at = 0
  for (const letter of name) if (letter === word[at]) at++
  return word.length > 2 && at === word.length
}
