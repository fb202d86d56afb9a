import { tableFromArrays, tableToIPC } from 'apache-arrow'
import { describe, expect, test } from 'vitest'
import { inspectTable } from '../../../../main/data/inspect/inspect-table.ts'
import { inferColumns, inferRowShape } from '../../../../nodes/data/columns/infer-columns.ts'
import { reading } from './reading.ts'

const { write, rows } = reading()
const alpaca = [
  { instruction: 'Name three colours.', input: '', output: 'Red, blue, green.' },
  { instruction: 'Turn it round.', input: 'abc', output: 'cba' },
  { instruction: 'Say no.', output: 'No.' },
]
const named = { source: 'instruction + input', target: 'output' }
const pairs = [
  { source: 'Name three colours.', target: 'Red, blue, green.' },
  { source: 'Turn it round.\nabc', target: 'cba' },
  { source: 'Say no.', target: 'No.' },
]

describe('instructions with their input in a separate column', () => {
  test('are joined with it, and none is lost', async () => {
    const path = write('alpaca.jsonl', alpaca.map(row => JSON.stringify(row)).join('\n'))
    const { columns } = await inspectTable({ kind: 'files', path, format: 'json' })
    expect(inferRowShape(columns)).toBe('pairs')
    expect(inferColumns(columns, 'pairs')).toEqual(named)
    expect(await rows('alpaca.jsonl', 'json', { named })).toEqual(pairs)
  })

  test('may be those of Dolly, in any table', async () => {
    const context = alpaca.map(({ input = '' }) => input)
    const table = { context, instruction: alpaca.map(row => row.instruction), response: alpaca.map(row => row.output) }
    write('dolly.arrow', tableToIPC(tableFromArrays(table), 'file'))
    const dolly = { source: 'instruction + context', target: 'response' }
    expect(await rows('dolly.arrow', 'arrow', { named: dolly })).toEqual(pairs)
  })

  test('stay alone where there is no such column', async () => {
    write('plain.jsonl', JSON.stringify({ instruction: 'Go.', output: 'Gone.' }))
    expect(await rows('plain.jsonl', 'json')).toEqual([{ instruction: 'Go.', output: 'Gone.' }])
  })
})

test('two texts that are compared are joined', async () => {
  write('nli.csv', 'premise,hypothesis,label\nA man walks,A man moves,0\n,A man moves,1\nA man sits,,2\n')
  const named = { text: 'premise + hypothesis', label: 'label' } as const
  expect(await rows('nli.csv', 'csv', { named })).toEqual([{ text: 'A man walks\nA man moves', label: '0' }])
})
