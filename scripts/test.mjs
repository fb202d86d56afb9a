// npm test: builds when needed, runs the unit tests and the browser tests, and counts both truthfully on the last line.
// Files called .long. take minutes (the software GPU, Python, whole tours of the window): they run with --all, or by name.
import './ensure-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfNeeded, root } from './build-if-needed.mjs'
import { findBrowser } from './find-browser.mjs'

const args = process.argv.slice(2)
const at = args.indexOf('--only')
const only = at < 0 ? undefined : args.splice(at, 2)[1]
const all = args.includes('--all')
if (all) args.splice(args.indexOf('--all'), 1)
const short = !all && args.every(arg => arg.startsWith('-'))
const results = join(root, 'out', 'test')
mkdirSync(results, { recursive: true })

const run = (script, rest, env = {}) =>
  spawnSync(process.execPath, [join(root, 'node_modules', script), ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).status

/** Numbers from a report file; a run that ended without one counts as a failure. */
function counted(file, status, read) {
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 }
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/** The browser's folder also holds the software GPU on which WebGPU is tested. */
const found = findBrowser()
const chromium = found.path ? { PATCHBAY_CHROMIUM: found.path } : {}

function unit() {
  const file = join(results, 'unit.json')
  rmSync(file, { force: true })
  const status = run(
    'vitest/vitest.mjs',
    [
      'run',
      ...(short ? ['--exclude=**/*.long.test.ts'] : []),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ],
    chromium,
  )
  return counted(file, status, report => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.numFailedTests === 0 && !report.success ? 1 : 0),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }))
}

function browser() {
  const specs = join(root, 'playwright.config.ts')
  if (!existsSync(specs)) return { passed: 0, failed: 1, skipped: 0 }
  if (found.reason) console.log(`Browser tests are skipped: ${found.reason}.`)
  const file = join(results, 'browser.json')
  rmSync(file, { force: true })
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...chromium }
  const list = found.reason ? ['--list'] : []
  const which = short ? ['--grep-invert=\\.long\\.spec\\.ts'] : []
  const status = run('@playwright/test/cli.js', ['test', '--reporter=list,json', ...which, ...list, ...args], env)
  if (found.reason) return { passed: 0, failed: 0, skipped: 1 }
  if (existsSync(file)) tellSkipped(JSON.parse(readFileSync(file, 'utf8')).suites)
  return counted(file, status, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }))
}

/** A skipped test says why. */
function tellSkipped(suites) {
  for (const { suites: inner = [], specs = [] } of suites) {
    tellSkipped(inner)
    for (const { title, tests } of specs)
      for (const { status, annotations } of tests)
        if (status === 'skipped') console.log(`skipped: ${title} (${annotations.map(a => a.description).join(', ')})`)
  }
}

if (short) console.log('The long tests are left out: npm test -- --all runs them too.')
buildIfNeeded()
const parts = [...(only === 'e2e' ? [] : [unit()]), ...(only === 'unit' ? [] : [browser()])]
const sum = name => parts.reduce((total, part) => total + part[name], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = sum('failed') > 0 ? 1 : 0
