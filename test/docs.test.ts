import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith(ending))
    .map(path => join(folder, path))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const path =
  /(?<![\w./-])(?:core|nodes|main|preload|renderer|test|scripts|bench|docs|examples)\/[\w./-]+\.(?:tsx?|mjs|md|py|patchbay)\b/g

test('every file that a page or a comment names is there', () => {
  const pages = ['README.md', ...files('docs', '.md')]
  const sources = ['core', 'nodes', 'main', 'renderer'].flatMap(folder => [
    ...files(folder, '.ts'),
    ...files(folder, '.tsx'),
  ])
  const gone = [...pages, ...sources].flatMap(page =>
    [...read(page).matchAll(path)]
      .map(([name]) => name)
      .filter(name => !existsSync(join(root, name)) && !built.has(name))
      .map(name => `${relative('.', page)} names ${name}`),
  )
  expect(gone).toEqual([])
})

/** Files that pages let their reader make. */
const built = new Set(['nodes/collate/delete-tokens.ts', 'main/engine.js'])

test('every exported type of the core is explained in the glossary', () => {
  const glossary = new Set(read('docs/glossary.md').match(/\b[A-Z]\w*/g))
  const types = files('core', '.ts').flatMap(file =>
    [...read(file).matchAll(/^export (?:interface|type|class) ([A-Z]\w*)/gm)].map(([, name]) => name as string),
  )
  expect(types.filter(name => !glossary.has(name))).toEqual([])
})
