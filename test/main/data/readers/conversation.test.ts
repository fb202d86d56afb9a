import { describe, expect, test } from 'vitest'
import { inspectTable } from '../../../../main/data/inspect/inspect-table.ts'
import { inferColumns, inferRowShape } from '../../../../nodes/data/columns/infer-columns.ts'
import { reading } from './reading.ts'

const { write, rows } = reading()
const said = (...turns: readonly (readonly [string, unknown])[]) => ({
  messages: turns.map(([role, content]) => ({ role, content })),
})
const lines = (...all: readonly unknown[]) => all.map(row => `${JSON.stringify(row)}\n`).join('')

describe('conversations', () => {
  test('become lines, and a pair of a question and its answer', async () => {
    write(
      'chat.jsonl',
      lines(said(['user', 'Why?'], ['assistant', 'So.']), said(['user', 'Who?'], ['assistant', 'I.'])),
    )
    expect(await rows('chat.jsonl', 'json')).toEqual([
      { messages: 'user: Why?\nassistant: So.', 'messages.prompt': 'Why?', 'messages.response': 'So.' },
      { messages: 'user: Who?\nassistant: I.', 'messages.prompt': 'Who?', 'messages.response': 'I.' },
    ])
  })

  test('of many turns become pairs of the last answer and everything before it', async () => {
    const long = said(
      ['system', 'Be kind.'],
      ['user', 'Why?'],
      ['assistant', 'So.'],
      ['user', 'And?'],
      ['assistant', 'Yes.'],
    )
    write('long.jsonl', lines(long, said(['user', 'Nobody answers.'])))
    const [first, second] = await rows('long.jsonl', 'json')
    expect(first?.['messages.prompt']).toBe('system: Be kind.\nuser: Why?\nassistant: So.\nuser: And?')
    expect(first?.['messages.response']).toBe('Yes.')
    expect(second).toEqual({ messages: 'user: Nobody answers.', 'messages.prompt': '', 'messages.response': '' })
  })

  test('may be in ShareGPT format, or in parts', async () => {
    const shared = [
      { from: 'human', value: 'Q' },
      { from: 'gpt', value: 'A' },
    ]
    write('shared.json', JSON.stringify([{ conversations: shared }]))
    expect((await rows('shared.json', 'json'))[0]?.conversations).toBe('human: Q\ngpt: A')
    const parts = [{ type: 'text', text: 'Look' }, { type: 'image' }, { type: 'text', text: 'here' }]
    write('parts.jsonl', lines(said(['user', parts], ['assistant', null])) + lines({ text: 'more' }))
    expect((await rows('parts.jsonl', 'json'))[0]?.messages).toBe('user: Look\nhere\nassistant: ')
  })

  test('are read as pairs when the shape of rows is not set', async () => {
    const path = write(
      'guess.jsonl',
      lines(said(['user', 'Why?'], ['assistant', 'So.']), said(['user', 'Who?'], ['assistant', 'I.'])),
    )
    const { columns } = await inspectTable({ kind: 'files', path, format: 'json' })
    expect(inferRowShape(columns)).toBe('pairs')
    expect(inferColumns(columns, 'pairs')).toEqual({ source: 'messages.prompt', target: 'messages.response' })
    expect(inferColumns(columns, 'text')).toEqual({ text: 'messages' })
  })

  test('are not confused with other lists of objects', async () => {
    write('turns.jsonl', lines({ turns: [{ who: 'b' }] }, { turns: [{ role: 1, content: 'c' }] }))
    expect(await rows('turns.jsonl', 'json')).toEqual([
      { turns: '[{"who":"b"}]' },
      { turns: '[{"role":1,"content":"c"}]' },
    ])
  })
})
