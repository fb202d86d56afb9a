import { expect, test } from 'vitest'
import type { Run, RunEvent } from '../../../../core/run/run.ts'
import { comparisonPage } from '../../../../main/hosts/cli/comparison-page.ts'
import { formatSample } from '../../../../main/hosts/cli/format-sample.ts'
import { formatDuration, formatTable, formatValue, terminalWidth } from '../../../../main/hosts/cli/format-values.ts'
import { detectLanguage } from '../../../../main/hosts/cli/main.ts'
import { createProgressView } from '../../../../main/hosts/cli/run-progress.ts'

const run = { id: 'a', name: 'A <b>', state: 'running', steps: 100, step: 0 } as Run
const point = (step: number): RunEvent => ({
  kind: 'points',
  points: [{ step, tokens: step, seconds: step, name: 'train/loss', value: 10 / step }],
})

function screen(isTTY: boolean, columns = 80) {
  const written: string[] = []
  return { isTTY, columns, write: (words: string) => written.push(words), written }
}

test('without a terminal there is a line at every 5 %, and after 10 seconds', () => {
  const paper = screen(false)
  let now = 0
  const view = createProgressView(paper, 'en', () => now)
  view.show({ kind: 'run', run })
  for (let step = 1; step <= 20; step++) view.show(point(step))
  expect(paper.written.map(line => line.trim().split('  ')[0])).toEqual([
    'reading the data',
    '5 %',
    '10 %',
    '15 %',
    '20 %',
  ])
  now = 10_000
  view.show(point(21))
  expect(paper.written.at(-1)).toContain('21 %  step 21/100  loss 0.476')
})

test('before training, too, it is told how long it takes', () => {
  const paper = screen(false)
  const view = createProgressView(paper, 'en')
  view.show({ kind: 'progress', progress: { phase: 'tokens', done: 2000, total: 8000, secondsLeft: 75 } })
  expect(paper.written.at(-1)).toMatch(/2\u202f000 \/ 8\u202f000 {2}1:15 left/)
})

test('on a terminal one line is drawn again and again, and never wraps', () => {
  const terminal = screen(true, 40)
  const view = createProgressView(terminal, 'zh')
  view.show({ kind: 'run', run })
  view.show(point(50))
  const line = terminal.written.at(-1) as string
  expect(line.startsWith('\r\u001b[2K▕██████████          ▏ 50 %')).toBe(true)
  expect(terminalWidth(line.slice(5))).toBeLessThan(40)
})

test('a terminal that does not know its width gets a line all the same', () => {
  const terminal = screen(true, 0)
  createProgressView(terminal, 'en').show({ kind: 'run', run })
  expect(terminal.written.at(-1)).toContain('reading the data')
})

test('samples show the candidates of each gap', () => {
  const blanks = [
    [
      { text: ' sea', probability: 0.51 },
      { text: ' sun', probability: 0.2 },
    ],
  ]
  expect(formatSample({ task: 'fill', input: 'the ___', output: 'the sea', blanks })).toBe(
    '    the sea\n    1. sea 51 % · sun 20 %',
  )
})

test('numbers and times are short', () => {
  expect([0.123456, 12, 1234567, 2345.6, null, 'NaN'].map(formatValue)).toEqual([
    '0.1235',
    '12',
    '1\u202f234\u202f567',
    '2\u202f346',
    '–',
    'NaN',
  ])
  expect([5, 185, 3723].map(formatDuration)).toEqual(['5s', '3:05', '1:02:03'])
})

test('columns line up, also in Chinese', () => {
  expect(
    formatTable([
      ['模块', 'x'],
      ['ab', 'y'],
    ]),
  ).toBe('模块  x\nab    y')
})

test('the language comes from --lang, else from the system, else it is English', () => {
  expect(detectLanguage(['--lang', 'zh'], { LANG: 'en_US' })).toBe('zh')
  expect(detectLanguage(['--lang=en'], { LANG: 'zh_CN' })).toBe('en')
  expect(detectLanguage([], { LANG: 'zh_CN.UTF-8' })).toBe('zh')
  expect(detectLanguage([], { LANG: 'de_DE' })).toBe('en')
})

test('a page of a comparison escapes what people wrote and loads nothing', () => {
  const points = [[{ step: 1, tokens: 10, seconds: 1, name: 'validation/loss', value: 2 }]]
  const page = comparisonPage({ runs: [run], measures: [], differences: [] }, points, 'en')
  expect(page).toContain('A &lt;b&gt;')
  expect(page).not.toMatch(/https?:|<script/)
})
