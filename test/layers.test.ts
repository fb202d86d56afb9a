import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const folders = ['core', 'nodes', 'main', 'preload', 'renderer']

/** Who may import whom. The first row that fits a file decides; a name without a slash is a package or a whole layer. */
const rules: readonly { readonly files: RegExp; readonly may: RegExp; readonly because: string }[] = [
  {
    files: /^core\/plan\//,
    may: /^(core\/(plan|data|graph)\/|core\/(text|problem)\.ts$|zod$)/,
    because: 'a plan is data: it knows neither networks nor how they are trained or asked',
  },
  { files: /^core\//, may: /^(core\/|zod$)/, because: 'core is pure: it needs only zod' },
  {
    files: /^nodes\/data\/html\//,
    may: /^htmlparser2$/,
    because: 'only the reader of HTML needs a parser, which runs anywhere',
  },
  { files: /^nodes\//, may: /^(nodes\/|core\/|zod$)/, because: 'blocks use core, and are found by folder' },
  {
    files: /^renderer\//,
    may: /^(renderer\/|core\/(graph|preview|rpc|run|block|plan)\/|core\/(text|problem|metrics\/(index|metric)|compile\/switch-objective|train\/estimate|data\/hub-contents)\.ts$|(?!(core|nodes|main|preload|node:)|electron$|better-sqlite3|onnxruntime|ws$)[@a-z])/,
    because: 'the window knows the contract, not the inside of core, blocks or main',
  },
  { files: /^preload\//, may: /^(core\/|electron$)/, because: 'preload carries calls and nothing else' },
  {
    files: /^main\/(index|hosts\/electron)\.ts$/,
    may: /^(core|nodes|main)\/|^(?!(preload|renderer)\/)[@a-z]/,
    because: 'only these two know Electron',
  },
  {
    files: /^main\/store\//,
    may: /^(core\/|main\/store\/|node:|better-sqlite3$)/,
    because: 'store and engine meet only in app.ts',
  },
  {
    files: /^main\/process\//,
    may: /^(core\/|main\/process\/|node:|zod$)/,
    because: 'children and threads are looked after without knowing what they do',
  },
  {
    files: /^main\/weights\//,
    may: /^(core\/|nodes\/|main\/(weights|tokenizer)\/|main\/json\.ts$|node:|zod$)/,
    because: 'weights are read and fitted without an engine',
  },
  {
    files: /^main\/engine\//,
    may: /^(core\/|nodes\/|main\/(engine|data|tokenizer|weights|process)\/|main\/json\.ts$|node:|(?!(main|preload|renderer)\/|electron$|better-sqlite3)[@a-z])/,
    because: 'store and engine meet only in app.ts',
  },
  {
    files: /^main\/(app\.ts$|services\/)/,
    may: /^(core|nodes|main)\/|^node:|^(?!(preload|renderer)\/|electron$)[@a-z]/,
    because: 'the services are composed here',
  },
  {
    files: /^main\//,
    may: /^(core|nodes|main(?!\/services))\/|^node:|^(?!(main|preload|renderer)\/|electron$)[@a-z]/,
    because: 'main uses core and nodes, never the window; only app.ts composes the services',
  },
]

const statically = /^(?:import|export)\s+[^'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gm
const dynamically = /\bimport\(['"]([^'"]+)['"]\)/g

const sources = folders.flatMap(folder => walk(join(root, folder)))
const imports = new Map(sources.map(file => [relative(root, file), importsOf(file)]))

function walk(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

/** Imported files as paths from the root, packages as they are written. Types count, for reading order; what is loaded later does not close a circle. */
function importsOf(file: string): { name: string; atOnce: boolean }[] {
  const words = readFileSync(file, 'utf8')
  const at = (name: string) => (name.startsWith('.') ? relative(root, resolve(dirname(file), name)) : name)
  return [
    ...[...words.matchAll(statically)].map(([, from, bare]) => ({ name: at((from ?? bare) as string), atOnce: true })),
    ...[...words.matchAll(dynamically)].map(([, name]) => ({ name: at(name as string), atOnce: false })),
  ]
}

test('every layer imports only what it may', () => {
  const wrong = [...imports].flatMap(([file, found]) => {
    const rule = rules.find(({ files }) => files.test(file))
    const bad = found.filter(({ name }) => rule && !rule.may.test(name.replaceAll('\\', '/')))
    return bad.map(({ name }) => `${file} imports ${name}: ${rule?.because}`)
  })
  expect(wrong).toEqual([])
})

test('operators are made in core/tensor only, where each has a sample with its value and its gradient', () => {
  const makesOps = /import\s+(?!type)\{[^}]*\b(op|multiOutputOp)\b[^}]*\}\s+from\s+'[^']*tensor\/tensor\.ts'/
  const elsewhere = sources.map(file => relative(root, file)).filter(file => !file.startsWith(join('core', 'tensor')))
  expect(elsewhere.filter(file => makesOps.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})

test('no file is longer than 400 lines', () => {
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length
  expect(sources.filter(file => lines(file) > 400).map(file => relative(root, file))).toEqual([])
})

test('no files import each other in a circle', () => {
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]) => {
    if (state.get(file) === 'open') circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (state.has(file)) return
    state.set(file, 'open')
    for (const { name, atOnce } of imports.get(file) ?? [])
      if (atOnce && imports.has(name)) visit(name, [...path, file])
    state.set(file, 'done')
  }
  for (const file of imports.keys()) visit(file, [])
  expect(circles).toEqual([])
})

/** A folder, or a file that lies directly under a layer. */
const roomOf = (file: string) => {
  const folder = dirname(file).replaceAll('\\', '/')
  return folders.includes(folder) ? file : folder
}

test('no two folders import each other', () => {
  const between = new Set<string>()
  for (const [file, found] of imports)
    for (const { name } of found)
      if (imports.has(name) && roomOf(file) !== roomOf(name)) between.add(`${roomOf(file)} ↔ ${roomOf(name)}`)
  const back = (pair: string) => pair.split(' ↔ ').reverse().join(' ↔ ')
  expect([...between].filter(pair => pair < back(pair) && between.has(back(pair)))).toEqual([])
})

/** Files under 25 lines, and why they do not stand in another. The first that fits counts. */
const smallFiles: readonly { readonly files: RegExp; readonly because: string }[] = [
  {
    files: /^main\/engine\/registry\/engines\.ts$/,
    because: 'it finds engines by folder, and the engines must not import it',
  },
  { files: /-(child|worker)\.ts$/, because: 'the entry of a process or a thread' },
  { files: /^(main\/cli|preload\/index|nodes\/index)\.ts$/, because: 'the entry of a layer' },
  { files: /^main\/store\/migrations\//, because: 'a migration never changes once it is published' },
  { files: /^main\/store\/checkpoints\.ts$/, because: 'one file for each table' },
  {
    files: /^main\/store\/mark-interrupted-runs\.ts$/,
    because: 'in another file of the store it would close a circle',
  },
  {
    files: /^main\/hosts\/cli\/(app|check|devices|serve|stop|watch)\.ts$/,
    because: 'a command, loaded when it is called',
  },
  {
    files: /^main\/hosts\/cli\/format-problem\.ts$/,
    because: 'loaded by each start of the program, without what formats answers',
  },
  { files: /-request\.ts$/, because: 'a type of two processes: the host must not load the code of the child' },
  {
    files: /^main\/engine\/inference\/decoding\/padding\.ts$/,
    because: 'two ways of decoding that do not know each other',
  },
  {
    files: /^(main\/engine\/onnx\/disable-telemetry|main\/process\/ensure-node|renderer\/disable-zod-jit)\.ts$/,
    because: 'an effect that must come before other imports',
  },
  {
    files: /^main\/(export\/export-target|import\/import-model)\.ts$/,
    because: 'what files found by folder implement, and who finds them',
  },
  { files: /^main\/(home-folder|json)\.ts$/, because: 'used by folders of main that share nothing else' },
  {
    files: /^main\/process\/(progress-rate|to-abort-signal|yield-to-event-loop)\.ts$/,
    because: 'used by folders of main that share nothing else',
  },
  {
    files: /^main\/(files\/write-file-atomically|graphs\/attribute-problem|weights\/load-weights)\.ts$/,
    because: 'used by folders of main that share nothing else',
  },
  {
    files: /^main\/engine\/(evaluation\/throttle-progress|training\/throughput)\.ts$/,
    because: 'a rule of time, tested with a clock of its own',
  },
  { files: /^main\/engine\/inference\/tasks\//, because: 'one file for each task' },
  { files: /^core\/metrics\//, because: 'one file for each metric' },
  { files: /^core\/tensor\/ops\//, because: 'one file for each operator' },
  { files: /^core\/train\/(schedules|optimizers)\//, because: 'one file for each that is found by folder' },
  {
    files:
      /^nodes\/(data\/language\/(universal-pos-tags|words)|model\/(class-labels|presets)|objective\/(compared-rows|tasks)|train\/schedules)\.ts$/,
    because: 'what several blocks of a folder share',
  },
  {
    files: /^core\/(text|graph\/unique-id|nn\/token-ids|tensor\/shape)\.ts$/,
    because: 'used by folders of core that share nothing else',
  },
  { files: /^core\/plan\/(device|special-tokens)\.ts$/, because: 'functions, where plan.ts holds types alone' },
  {
    files: /^core\/(plan\/estimate|run\/(export|verification))\.ts$/,
    because: 'the type of an answer of the contract',
  },
  { files: /^core\/rpc\/bridge\.ts$/, because: 'the type of what preload gives the window' },
  {
    files: /^core\/train\/(gradient-clipping|initialize-parameter|learning-rate|weight-decay)\.ts$/,
    because: 'a rule of training that stands for itself, whatever the optimizer',
  },
  { files: /^core\/preview\/length-histogram\.ts$/, because: 'a rule of its own, tested alone' },
  {
    files: /^main\/data\/(inspect\/lru-cache|rows\/samples|tokens\/(data-digest|token-folders))\.ts$/,
    because: 'used by readers that share nothing else',
  },
  {
    files: /^main\/tokenizer\/(encode\/fast-pre-tokenizer|pre-tokenize\/split-long-text)\.ts$/,
    because: 'used by tokenizers that share nothing else',
  },
  { files: /^renderer\/wires\/WireEdge\.tsx$/, because: 'a component that React Flow finds by its name' },
  { files: /^renderer\/inspector\/Inspector\.tsx$/, because: 'in BlockInspector it would close a circle' },
  {
    files: /^renderer\/(blocks\/catalog|checks\/problem-text|document\/graph-without-layout)\.ts$/,
    because: 'used by views that share nothing else',
  },
  { files: /^renderer\/react-flow\//, because: 'used by views that share nothing else' },
]

test('a file under 25 lines has a reason', () => {
  const small = [...imports.keys()].filter(file => readFileSync(join(root, file), 'utf8').split('\n').length - 1 < 25)
  const reasonOf = (file: string) => smallFiles.find(({ files }) => files.test(file.replaceAll('\\', '/')))
  expect(small.filter(file => !reasonOf(file))).toEqual([])
  const used = new Set(small.map(reasonOf))
  expect(smallFiles.filter(reason => !used.has(reason))).toEqual([])
})
