import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { blockInfo as describeBlock } from '../core/block/block-info.ts'
import { blocks } from '../nodes/index.ts'
import { en } from '../renderer/text/en/messages.ts'
import { zh } from '../renderer/text/zh/messages.ts'

const root = join(import.meta.dirname, '..')

/** A text in both languages, and where it stands. */
interface Found {
  readonly at: string
  readonly en: string
  readonly zh: string
}

/** Every sentence of the window; those that are made from something are made from letters that no sentence has. */
function windowTexts(a: unknown, b: unknown, at = 'window'): Found[] {
  if (typeof a === 'string') return [{ at, en: a, zh: typeof b === 'string' ? b : '' }]
  if (typeof a === 'function')
    return [7, 1].map(n => ({
      at: `${at}(${n})`,
      en: String(a(n, n, n, n)),
      zh: typeof b === 'function' ? String(b(n, n, n, n)) : '',
    }))
  const [mine, other] = [a, b] as Record<string, unknown>[]
  return Object.keys({ ...mine, ...other }).flatMap(key => windowTexts(mine?.[key] ?? '', other?.[key], `${at}.${key}`))
}

/** Every text that a block tells of itself: its name, its help, its ports, its settings with their units and choices. */
const blockTexts = (): Found[] => [...blocks.values()].flatMap(b => textsIn(describeBlock(b), b.id))

function textsIn(value: unknown, at: string): Found[] {
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value && 'zh' in value) return [{ at, en: String(value.en), zh: String(value.zh) }]
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${at}.${key}`))
}

/** Every pair of sentences that is written in the code: problems with their fixes, commands, warnings. */
function writtenTexts(): Found[] {
  const literal = String.raw`(\x60(?:\\.|[^\x60\\])*\x60|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")`
  const pair = new RegExp(String.raw`(?:\btext\(|\ben:)\s*${literal},\s*(?:zh:\s*)?${literal}`, 'g')
  return ['core', 'nodes', 'main', 'renderer'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
      .flatMap(path =>
        [...readFileSync(path, 'utf8').matchAll(pair)].map(([, a = '', b = '']) => ({
          at: relative(root, path),
          en: a.slice(1, -1),
          zh: b.slice(1, -1),
        })),
      ),
  )
}

const all = [...windowTexts(en, zh), ...blockTexts(), ...writtenTexts()]
const said = ({ at, en: english, zh: chinese }: Found) => `${at}: ${english} | ${chinese}`
const han = /\p{Script=Han}/u
/** What is said is the same in both languages: names, formulas, figures, and texts of the English sample data. */
const names =
  /^(?:\$\{.+?\}|\{[^}]+\}|[\d\s.,：。；%/×·+–→()|:=-]|[\u25a0-\u26ff]|chrF|logits|en|zh|Patchbay|English|简体中文|Top-k|Top-p|Min-p|[A-Z][A-Za-z]*\d*(?:[- ][A-Z\d][A-Za-z\d.]*)*|UTF-\d+|MiB|GiB|KiB|GFLOP|tiny|mini|small|medium|base|large|xl|xxl)*$/u

test('there are texts to judge', () => {
  expect(all.length).toBeGreaterThan(900)
  expect(writtenTexts().length).toBeGreaterThan(300)
})

test('no text is missing in either language', () => {
  expect(all.filter(t => (t.en.trim() === '') !== (t.zh.trim() === '')).map(said)).toEqual([])
})

test('every Chinese text is Chinese, and no English text is', () => {
  const samples = /tryExample|tryContextExample|tokenizerExample/
  const same = all.filter(t => !han.test(t.zh) && !samples.test(t.at) && !names.test(t.zh))
  expect(same.map(said)).toEqual([])
  expect(all.filter(t => han.test(t.en) && !/English \/ 中文|Chinese/.test(t.en)).map(said)).toEqual([])
})

test('what is filled in is filled in in both languages', () => {
  // a hole goes by the name it begins with; `.en` and `.zh` of it are the same, and English alone has a plural
  const holes = (text: string) =>
    [...text.matchAll(/\$\{([^}]*)\}|\{(\w+)\}/g)]
      .filter(([, code = '']) => !code.includes('=== 1'))
      .map(([, code = '', name = '']) => name || (/\w+/.exec(code)?.[0] ?? '').replace(/^(?:en|zh)$|Zh$/, ''))
      .toSorted()
  expect(all.filter(t => holes(t.en).join() !== holes(t.zh).join()).map(said)).toEqual([])
})

test('Chinese texts have Chinese punctuation, and say 您', () => {
  const wrong = all.filter(({ zh: text }) => {
    const plain = text.replace(/\$\{[^}]*\}|&\w+;|[,;|]$/g, '〇')
    return (
      /\p{Script=Han}\s*[,;:!?()]|[,;:!?()]\s*\p{Script=Han}/u.test(plain) ||
      /\p{Script=Han}\.(?![\w\p{Script=Han}])/u.test(plain) ||
      /"\p{Script=Han}|\p{Script=Han}"/u.test(plain) ||
      /[，。；：！？（）、] | [，。；：！？（）、]/.test(plain) ||
      /你/.test(plain.replaceAll('迷你', ''))
    )
  })
  expect(wrong.map(said)).toEqual([])
})

test('a full sentence in one language is one in the other', () => {
  const ends = (text: string) => /[.。!！?？…:：]["”）)]?$/.test(text.trim())
  const unlike = all.filter(t => t.en.length > 24 && han.test(t.zh) && ends(t.en) !== ends(t.zh))
  expect(unlike.map(said)).toEqual([])
})
