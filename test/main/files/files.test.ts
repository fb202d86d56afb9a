import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyGraph } from '../../../core/graph/graph.ts'
import { browseFolder } from '../../../main/files/browse-folder.ts'
import { relativeGraphPaths, resolveGraphPaths } from '../../../main/files/graph-paths.ts'
import { loadExamples, openGraph } from '../../../main/files/open-graph.ts'
import { saveGraph } from '../../../main/files/save-graph.ts'
import { overrideParameters } from '../../../main/graphs/override-parameters.ts'
import { homeFolder, runFolder } from '../../../main/home-folder.ts'
import { blocks } from '../../../nodes/index.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'patchbay-files-'))

test('files that an example names are looked for beside the example, wherever Patchbay was started', () => {
  const place = folder()
  const file = {
    id: 'pairs',
    type: 'pairs-file',
    params: { path: '../mails/subjects.tsv' },
    at: [0, 0] as [number, number],
  }
  const model = { id: 'network', type: 'pretrained', params: { path: 'run:mine' }, at: [0, 0] as [number, number] }
  saveGraph(join(place, 'subjects'), { ...emptyGraph('Subjects'), blocks: [file, model] }, false)
  const [example] = loadExamples(place, blocks)
  expect(example?.id).toBe('subjects')
  expect(example?.graph.blocks.map(({ params }) => params.path)).toEqual([
    join(place, '..', 'mails', 'subjects.tsv'),
    'run:mine',
  ])
})

test('a file names what lies in its folder from there, so that a folder can be moved with its data', () => {
  const [place, moved] = [folder(), folder()]
  const csv = (path: string) => ({ id: 'rows', type: 'csv-file', params: { path }, at: [0, 0] as [number, number] })
  const drawn = (path: string) => ({ ...emptyGraph('Mine'), blocks: [csv(path)] })
  const written = relativeGraphPaths(drawn(join(place, 'data', 'a.csv')), blocks, place)
  expect(written).toEqual(drawn('data/a.csv'))
  expect(resolveGraphPaths(written, blocks, moved)).toEqual(drawn(join(moved, 'data', 'a.csv')))
  for (const elsewhere of [join(moved, 'a.csv'), '~/a.csv', 'run:Mine'])
    expect(relativeGraphPaths(drawn(elsewhere), blocks, place)).toEqual(drawn(elsewhere))
})

test('a graph survives a save and a load, with what this version does not know', () => {
  const graph = { ...emptyGraph('Mine'), future: { a: 1 } }
  const { path } = saveGraph(join(folder(), 'mine'), graph, false)
  expect(path).toMatch(/mine\.patchbay$/)
  expect(openGraph(path)).toEqual({ path, graph })
})

test('saving does not replace a file unless told to, and leaves nothing beside it', () => {
  const place = folder()
  const path = join(place, 'a.patchbay')
  saveGraph(path, emptyGraph('One'), false)
  expect(() => saveGraph(path, emptyGraph('Two'), false)).toThrow(/already exists/)
  saveGraph(path, emptyGraph('Two'), true)
  expect(openGraph(path).graph.name).toBe('Two')
  expect(readdirSync(place)).toEqual(['a.patchbay'])
})

test('a save that cannot be done says why', () => {
  expect(() => saveGraph(join(folder(), 'no', 'such', 'a.patchbay'), emptyGraph(), false)).toThrow(/does not exist/)
})

test.each([
  ['a letter', 'Dear aunt', /damaged or not a Patchbay pipeline/],
  ['other JSON', '{"blocks": 3}', /is not a Patchbay pipeline/],
  ['a newer file', '{"format":"patchbay/7"}', /newer Patchbay/],
])('opening %s is refused in words', (_, words, message) => {
  const path = join(folder(), 'x.patchbay')
  writeFileSync(path, words)
  expect(() => openGraph(path)).toThrow(message)
})

test('opening nothing, or a folder, is refused in words', () => {
  const place = folder()
  expect(() => openGraph(join(place, 'gone.patchbay'))).toThrow(/does not exist/)
  expect(() => openGraph(place)).toThrow(/is a folder/)
})

test('browsing lists folders first and hides what is hidden', () => {
  const place = folder()
  mkdirSync(join(place, 'b'))
  writeFileSync(join(place, 'a10.txt'), '12345')
  writeFileSync(join(place, 'a9.txt'), '')
  writeFileSync(join(place, '.secret'), '')
  const { entries } = browseFolder(place)
  expect(entries.map(e => [e.name, e.folder, e.bytes])).toEqual([
    ['b', true, 0],
    ['a9.txt', false, 0],
    ['a10.txt', false, 5],
  ])
  expect(() => browseFolder(join(place, 'gone'))).toThrow(/does not exist/)
})

test('the path of a file, as Windows copies it too, leads to its folder and names it', () => {
  const file = join(folder(), 'a b.txt')
  writeFileSync(file, '')
  expect(browseFolder(file)).toMatchObject({ folder: dirname(file), file, entries: [{ name: 'a b.txt' }] })
  expect(browseFolder(` "${file}" `)).toMatchObject({ file })
  expect(browseFolder('~')).toMatchObject({ folder: homedir() })
})

test('values are set by block and parameter, and a block may be named by its type', () => {
  const placed = [
    { id: 'b1', type: 'trainer', params: { seed: 1 }, at: [0, 0] as [number, number] },
    { id: 'c.1', type: 'split', params: {}, at: [0, 0] as [number, number] },
  ]
  const graph = { ...emptyGraph(), blocks: placed }
  const changed = overrideParameters(graph, { 'trainer.seed': 2, 'c.1.share': 0.5 }, blocks)
  expect(changed.blocks.map(b => b.params)).toEqual([{ seed: 2 }, { share: 0.5 }])
  expect(graph.blocks[0]?.params).toEqual({ seed: 1 })
  expect(() => overrideParameters(graph, { seed: 2 }, blocks)).toThrow(/is not a parameter/)
})

test('a size is set by its name, and values given after it count', () => {
  const at: [number, number] = [0, 0]
  const graph = { ...emptyGraph(), blocks: [{ id: 'network', type: 'gpt2', params: { context: 64 }, at }] }
  const set = (values: Record<string, unknown>) => overrideParameters(graph, values, blocks).blocks[0]?.params
  expect(set({ 'gpt2.preset': 'tiny' })).toEqual({ width: 128, layers: 3, heads: 4, feedForward: 0, context: 64 })
  expect(set({ 'network.preset': 'gpt2-small', 'network.context': 256 })).toMatchObject({ width: 768, context: 256 })
  expect(() => set({ 'network.preset': 'enormous' })).toThrow(/no preset “enormous”/)
})

test('the home folder is PATCHBAY_HOME, or the platform’s own', () => {
  expect(homeFolder({ PATCHBAY_HOME: '/p' })).toBe('/p')
  expect(homeFolder({ XDG_DATA_HOME: '/d' }, 'linux')).toBe(join('/d', 'patchbay'))
  expect(homeFolder({}, 'darwin')).toContain(join('Library', 'Application Support', 'Patchbay'))
  expect(homeFolder({ LOCALAPPDATA: '/l' }, 'win32')).toBe(join('/l', 'Patchbay'))
  expect(runFolder('/h', 'r')).toBe(join('/h', 'runs', 'r'))
})
