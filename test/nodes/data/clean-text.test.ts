import { describe, expect, test } from 'vitest'
import clean, { cleanText } from '../../../nodes/data/clean-text.ts'
import { htmlToText } from '../../../nodes/data/html/html-to-text.ts'
import { articles } from './articles.ts'
import { flow, read, row, textsOf } from './flow.ts'

type Params = Parameters<typeof cleanText>[1]
const defaults = clean.params.parse({}) as Params
const cleaned = async (text: string, params: Partial<Params> = {}) =>
  (await textsOf(cleanText(flow([text]), { ...defaults, ...params })))[0]

describe('cleaning', () => {
  test('leaves a clean text in any script as it is, and cleaning twice changes nothing more', async () => {
    for (const article of Object.values(articles)) {
      const once = await cleaned(article)
      expect(once).toBe(article.normalize('NFC'))
      expect(await cleaned(once ?? '', { html: true })).toBe(once)
    }
  })

  test('makes ways of writing the same letter alike', async () => {
    expect(await cleaned('cafe\u0301 \u1112\u1161\u11ab')).toBe('café 한')
    expect(await cleaned('ﬁ ① ＡＢＣ ｶﾞ', { unicode: 'nfkc' })).toBe('fi 1 ABC ガ')
    expect(await cleaned('ﬁ e\u0301', { unicode: 'none' })).toBe('ﬁ e\u0301')
  })

  test('tidies spaces and keeps paragraphs, or keeps all, or makes one line', async () => {
    const text = ' a\u00a0 b\t\r\n\r\n\r\n\u3000c  \n d '
    expect(await cleaned(text)).toBe('a b\n\nc\nd')
    expect(await cleaned(text, { spaces: 'one-line' })).toBe('a b c d')
    expect(await cleaned(text, { spaces: 'keep' })).toBe(text)
  })

  test('removes invisible characters, but not joiners in emoji and letters', async () => {
    expect(await cleaned('a\u200bb\u0000c\ufeff \u202ed\u00ad')).toBe('abc d')
    expect(await cleaned('👩‍👧 می‌خواهم')).toBe('👩‍👧 می‌خواهم')
    expect(await cleaned('a\u200bb', { invisible: false })).toBe('a\u200bb')
  })

  test('replaces by a pattern', async () => {
    expect(await cleaned('see https://a.b/c now', { pattern: String.raw`https?://\S+`, replacement: '<url>' })).toBe(
      'see <url> now',
    )
    expect(() => clean.compile({ rows: {} } as never, { ...defaults, pattern: '[' } as never)).toThrow('is not valid')
  })

  test('leaves columns that are aligned by position unchanged', async () => {
    const rows = [
      row({ tokens: 'a  b', tags: 'X  Y' }),
      row({ context: 'the  cat', question: 'who  is', answer: 'cat', start: '5' }),
      row({ source: ' a ', target: ' b ', label: ' c ' }),
    ]
    expect((await read(cleanText(flow(rows), defaults))).map(({ texts }) => texts)).toEqual([
      { tokens: 'a  b', tags: 'X  Y' },
      { context: 'the  cat', question: 'who is', answer: 'cat', start: '5' },
      { source: 'a', target: 'b', label: ' c ' },
    ])
  })

  test('takes linear time for malformed HTML', async () => {
    const started = performance.now()
    for (const odd of ['<', '<a "', "<p '", '<!--', '&', '</', ' ', '\n', '<script>', '< ', '<a b=">"'])
      await cleaned(odd.repeat(20_000), { html: true })
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

describe('HTML', () => {
  test.each([
    ['<p>One</p><p>Two &amp; <b>three</b></p>', '\nOne\n\nTwo & three\n'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<head><title>T</title></head><script>if (a < b) x()</script>text<!-- no > -->!', 'text!'],
    ['<a href="x>y" title=\'<\'>link</a>', 'link'],
    ['1 < 2 and 3 > 2, <3, a<b', '1 < 2 and 3 > 2, <3, a<b'],
    ['&lt;p&gt; &#8364; &#x20AC; &euro; &eacute;&nbsp;&unknown; AT&T &amp;lt;', '<p> € € € é\u00a0&unknown; AT&T &lt;'],
    ['&#0; &#xD800; &#1114112;', '\ufffd \ufffd \ufffd'],
    ['&ccaron; &Zcaron; &hookrightarrow; &copy 2020 &#150; &NotEqualTilde;', 'č Ž ↪ © 2020 – ≂̸'],
    ['<head><title>T</title><body>x<script/>y</script><svg/>z', 'xz'],
    ['a<iframe src=x><p>b</iframe>c<template>d<p>e</template>f', 'acf'],
    ['a<!-- b', 'a<!-- b'],
    ['a<script>b</scr', 'ab</scr'],
    ['a</p b', 'a</p b'],
    ['<!DOCTYPE html><?xml version="1.0"?>x', 'x'],
    ['<STYLE>p { }</STYLE >y<my-tag>z</my-tag>', 'yz'],
    ['<p unclosed', '<p unclosed'],
  ])('%s', (html, plain) => {
    expect(htmlToText(html)).toBe(plain)
  })
})
