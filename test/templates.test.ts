import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createClient, serve } from '../core/rpc/serve.ts'
import { openApp } from '../main/app.ts'
import { type RowKind, templateGroups, templates } from '../renderer/templates/templates.ts'
import { withUserFile } from '../renderer/templates/user-file.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'patchbay-templates-'))
const app = openApp({ home: join(folder, 'home'), out: join(root, 'out') })
const calls = createClient(serve(app.service))
afterAll(() => app.close())

/** A file a person may have for each kind of data: as a table, and as lines. */
const files: Readonly<
  Record<RowKind, readonly (readonly [name: string, line: (n: number) => string, head?: string])[]>
> = {
  text: [
    ['texts.csv', n => `${n},The whale number ${n} rose from the sea.`, 'id,body'],
    ['texts.txt', n => `The whale number ${n} rose from the sea.\n`],
  ],
  label: [
    ['mails.csv', n => `Message ${n} about a prize,${n % 2 ? 'spam' : 'good'}`, 'message,category'],
    ['labels.txt', n => `${n % 2 ? 'negative' : 'positive'}\tThe food was number ${n}`],
  ],
  pairs: [
    ['pairs.tsv', n => `Good morning number ${n}\tBonjour numéro ${n}`, 'english\ttranslation'],
    ['pairs.txt', n => `Good morning number ${n}\tBonjour numéro ${n}`],
  ],
  tags: [
    ['words.jsonl', n => JSON.stringify({ tokens: ['the', `whale${n}`], ner_tags: ['O', 'B-ANIMAL'] })],
    ['words.txt', n => `the\tDET\nwhale${n}\tNOUN\n`],
  ],
  questions: [
    [
      'questions.jsonl',
      n => JSON.stringify({ context: `Captain Ahab ${n} leads.`, question: 'Who leads?', answer: `Ahab ${n}` }),
    ],
  ],
}

function written([name, line, head]: (typeof files)[RowKind][number]): string {
  const path = join(folder, name)
  const lines = Array.from({ length: 400 }, (_, n) => line(n))
  writeFileSync(path, `${[...(head ? [head] : []), ...lines].join('\n')}\n`)
  return path
}

const graphs = new Map((await calls.call('example.list', {})).map(({ id, graph }) => [id, graph]))
const infos = new Map((await calls.call('block.list', {})).map(info => [info.id, info]))
const blocking = async (graph: Parameters<typeof withUserFile>[0]) =>
  (await calls.call('graph.check', { graph })).problems.filter(({ severity }) => severity !== 'warning')

test('every pipeline that ships is a template, and every template ships', () => {
  const shipped = readdirSync(join(root, 'examples')).map(name => name.replace('.patchbay', ''))
  expect(templates.map(({ id }) => id).toSorted()).toEqual(shipped.toSorted())
  for (const group of templateGroups) expect(templates.some(template => template.group === group)).toBe(true)
  for (const { id, title, fixedName } of templates) if (!fixedName) expect(title.en).toBe(graphs.get(id)?.name)
})

test.each(templates.filter(({ before }) => before === undefined))(
  '“$id” can run on its sample data as it is',
  async ({ id }) => {
    const graph = graphs.get(id)
    if (!graph) throw new Error(`no example ${id}`)
    expect(await blocking(graph)).toEqual([])
  },
)

test.each(
  templates
    .filter(({ id }) => !id.endsWith('-from-encoder'))
    .flatMap(template => files[template.shape].map(file => ({ template, id: template.id, name: file[0], file }))),
)('“$id” can run on a person’s own $name in place of its sample data', async ({ template, file }) => {
  const graph = graphs.get(template.id)
  if (!graph) throw new Error(`no example ${template.id}`)
  const own = withUserFile(graph, await calls.call('file.block', { path: written(file) }), template.shape, infos)
  expect(await blocking(own)).toEqual([])
  expect(own.wires).toEqual(graph.wires)
  expect(own.blocks.filter((b, i) => b.type !== graph.blocks[i]?.type).length).toBeLessThanOrEqual(1)
})
