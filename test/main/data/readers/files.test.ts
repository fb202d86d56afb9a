import { symlinkSync } from 'node:fs'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { reading } from './reading.ts'
import { zip } from './zip.ts'

const { folder, rows, write, problem, warnings } = reading()
const lines = async (path: string, more = {}) => (await rows(path, 'line', more)).map(row => row.text)

describe('a path means', () => {
  write('some/b.txt', 'second')
  write('some/a.txt', 'first')
  write('some/deep/c.md', 'third')
  write('some/deep/d.csv', 'not text')

  test('all text files of a folder and of the folders in it, by name', async () => {
    expect(await lines('some')).toEqual(['first', 'second', 'third'])
  })

  test('the files that match a pattern', async () => {
    expect(await lines('some/*.txt')).toEqual(['first', 'second'])
    expect(await lines('some/**/*.md')).toEqual(['third'])
    expect(await lines('**/?.txt')).toEqual(['first', 'second'])
    expect(await lines('some/**')).toEqual(await lines('some/**/*'))
    expect(await problem('some/*.json', 'line')).toMatchObject({ code: 'no-match', param: 'path' })
  })

  test('the files that match a pattern, where Node’s own glob finds none or fails', async () => {
    for (const name of ['.hidden.txt', 'brackets[a]/a.txt', 'braces{a,b}/b.txt', '+(plus)/c.txt'])
      write(`odd-names/${name}`, name)
    symlinkSync('braces{a,b}', `${folder}/odd-names/link`)
    symlinkSync('..', `${folder}/odd-names/brackets[a]/circle`)
    expect(await lines('odd-names/*.txt')).toEqual(['.hidden.txt'])
    expect(await lines('odd-names/brackets[a]/*.txt')).toEqual(['brackets[a]/a.txt'])
    expect(await lines('odd-names/braces{a,b}/?.txt')).toEqual(['braces{a,b}/b.txt'])
    expect(await lines('odd-names/+(plus)/*')).toEqual(['+(plus)/c.txt'])
    expect(await lines('odd-names/b*/**/*.txt')).toContain('braces{a,b}/b.txt')
  })

  test('and reports the other files, except hidden ones', async () => {
    for (const name of ['a.txt', 'b.py', 'deep/c.py', 'deep/d.HTML', '.git/config', '.DS_Store', '~$e.docx'])
      write(`mixed/${name}`, 'x')
    expect(await rows('mixed', 'document')).toHaveLength(1)
    expect(warnings().at(-1)).toMatch(/^3 other files in .*mixed” were not read: \.py, \.html\.$/)
    write('pages/a.html', '<p>a')
    const none = await problem('pages', 'document')
    expect(none).toMatchObject({ code: 'empty-folder' })
    expect(none?.fix.en).toMatch(/pages.\*\.html as the path/)
    expect(await rows('pages/*.html', 'document')).toEqual([{ text: '<p>a' }])
  })

  test('each folder once, where symbolic links form a cycle', async () => {
    write('circle/in/text.txt', 'found')
    symlinkSync('..', `${folder}/circle/in/back`)
    symlinkSync('nowhere', `${folder}/circle/lost.txt`)
    expect(await lines('circle')).toEqual(['found'])
  })
})

describe('packed files', () => {
  const text = 'packed\nlines'
  test.each([
    ['a.txt.gz', gzipSync(text)],
    ['a.txt.zst', zstdCompressSync(text)],
    ['named-wrongly.txt', gzipSync(text)],
    ['two-in-one.gz', Buffer.concat([gzipSync('packed\n'), gzipSync('lines')])],
    ['a.zip', zip([{ name: 'in/a.txt', content: Buffer.from(text) }])],
    ['twice.zip', zip([{ name: 'a.txt.gz', content: gzipSync(text) }])],
  ])('%s are read as what is in them', async (name, bytes) => {
    write(name, bytes)
    expect(await lines(name)).toEqual(['packed', 'lines'])
  })

  test('an archive has its text files sorted by name, without those that macOS adds', async () => {
    const file = (name: string, content = name) => ({ name, content: Buffer.from(content) })
    write(
      'many.zip',
      zip([file('b.txt'), file('__MACOSX/b.txt'), file('a/.hidden.txt'), file('a/c.txt'), file('d.png')]),
    )
    expect(await lines('many.zip')).toEqual(['a/c.txt', 'b.txt'])
    write('none.zip', zip([file('d.png')]))
    expect(await problem('none.zip', 'line')).toMatchObject({ code: 'empty-archive' })
  })

  test('are found in folders', async () => {
    write('packs/a.txt.gz', gzipSync('one'))
    write('packs/b.zip', zip([{ name: 'b.txt', content: Buffer.from('two') }]))
    expect(await lines('packs')).toEqual(['one', 'two'])
  })

  test.each([
    ['cut.gz', gzipSync('x'.repeat(1000)).subarray(0, 20)],
    ['cut.zst', zstdCompressSync(Buffer.from('many words '.repeat(50))).subarray(0, 20)],
    ['cut.zip', zip([{ name: 'a.txt', content: Buffer.from(text) }]).subarray(0, 40)],
    ['false-size.zip', zip([{ name: 'a.txt', content: Buffer.from(text), claims: 3 }])],
  ])('that are cut off or lie about themselves are a problem: %s', async (name, bytes) => {
    write(name, bytes)
    const found = await problem(name, 'line')
    expect(found).toMatchObject({ code: 'packed-damaged', param: 'path' })
    expect(found?.message.en).toContain(name)
  })

  test('that unpack to hundreds of times their size are not read', async () => {
    const zeros = Buffer.alloc(2 ** 20, `${'a'.repeat(9999)}\n`)
    write('bomb.gz', gzipSync(Buffer.concat(Array.from({ length: 300 }, () => zeros)), { level: 9 }))
    expect(await problem('bomb.gz', 'line')).toMatchObject({ code: 'packed-bomb' })
    write('bomb.zip', zip([{ name: 'a.txt', content: zeros, claims: 2 ** 32 - 2 }]))
    expect(await problem('bomb.zip', 'line')).toMatchObject({ code: 'packed-bomb' })
  })

  test.each(['../evil.txt', '/etc/evil.txt', 'a/../../evil.txt', 'C:/evil.txt'])(
    'an archive with the name %s is refused whole',
    async name => {
      write(
        'evil.zip',
        zip([
          { name: 'good.txt', content: Buffer.from('good') },
          { name, content: Buffer.from('evil') },
        ]),
      )
      expect(await problem('evil.zip', 'line')).toMatchObject({ code: 'unsafe-archive' })
    },
  )

  test.each([
    [9, 'Deflate64'],
    [12, 'bzip2'],
    [14, 'LZMA'],
    [77, '77'],
  ])('an archive packed in way %s is no damaged one', async (method, name) => {
    write('other.zip', zip([{ name: 'a.txt', content: Buffer.from('a'), method }]))
    const found = await problem('other.zip', 'line')
    expect(found).toMatchObject({ code: 'unknown-packing', param: 'path' })
    expect(found?.message.zh).toContain(`（${name}）`)
  })

  test('an encrypted archive is a problem that asks to unpack it', async () => {
    write('locked.zip', zip([{ name: 'a.txt', content: Buffer.from('a'), locked: true }]))
    expect(await problem('locked.zip', 'line')).toMatchObject({ code: 'locked-archive' })
  })
})

describe('the encoding is detected', () => {
  test.each([
    ['UTF-16LE', Buffer.from('Plain words, no mark.', 'utf16le').toString('base64'), 'Plain words, no mark.'],
    ['UTF-16BE', Buffer.from('Plain words, no mark.', 'utf16le').swap16().toString('base64'), 'Plain words, no mark.'],
    [
      'Big5',
      'pLWk0aTRrvCr3KZuoUGn2q3MpWikvbbptLKoQqFDvsey37dzqrq7eailu92tbq7JtqGpTa1ApN+hQw==',
      '今天天氣很好，我們去公園散步。學習新的語言需要時間和耐心。',
    ],
    [
      'Shift-JIS',
      'jaGT+oLNk1aLQ4KqgqKCooLMgsWBQYz2iYCC1o5VleCCyY1zgquC3IK1gr2BQoNKg16DSoNpguCBQg==',
      '今日は天気がいいので、公園へ散歩に行きました。カタカナも。',
    ],
    [
      'EUC-JP',
      'uqPG/KTPxbe1pKSspKSkpKTOpMehorj4seCk2Lu2yuKky7nUpK2k3qS3pL+ho6Wrpb+lq6XKpOKhow==',
      '今日は天気がいいので、公園へ散歩に行きました。カタカナも。',
    ],
    [
      'EUC-KR',
      'vsiz58fPvLy/5CC/wLTDwLogs6++vrChIMHBvcC0z7TZLiCw+L/4v6EgsKm9w7TZLg==',
      '안녕하세요 오늘은 날씨가 좋습니다. 공원에 갑시다.',
    ],
    [
      'Windows-1251',
      'z/Do4uXyLCDq4Oog5OXr4D8g0eXj7uTt/yD17vDu+OD/IO/u4+7k4C4=',
      'Привет, как дела? Сегодня хорошая погода.',
    ],
    [
      'GB18030',
      'vfHM7Mzsxvi63LrDo6zO0sPHyKW5q9SwyaKyvaGj0afPsNDCtcTT79HU0OjSqsqxvOS6zcTN0MShow==',
      '今天天气很好，我们去公园散步。学习新的语言需要时间和耐心。',
    ],
    [
      'Windows-1250',
      'VyBkbml1IHdjem9yYWpzenltIG9kYnmzbyBzaeogc3BvdGthbmllLiBNb79lIGJ55iwgv2Uga3Npub9rYSBqZXN0IGRvYnJhLg==',
      'W dniu wczorajszym odbyło się spotkanie. Może być, że książka jest dobra.',
    ],
    [
      'Windows-1250',
      'TmFneW9uIOlyZGVrZXMgZWz1YWThcyB2b2x0LCBhIHN67W5o4XogZvZs9nR0IHP8dPZ0dCBhIG5hcCwg6XMgavMgaWT1IHZvbHQgZWfpc3ogbmFwLg==',
      'Nagyon érdekes előadás volt, a színház fölött sütött a nap, és jó idő volt egész nap.',
    ],
    [
      'Windows-1253',
      'xyDF6+vc5OEg5d/t4ekg7OnhIPf+8eEg9OfyIMX18f7w5/IuIM8g6uHp8fzyIOXf7eHpIPnx4d/v8iDz3uzl8eEu',
      'Η Ελλάδα είναι μια χώρα της Ευρώπης. Ο καιρός είναι ωραίος σήμερα.',
    ],
    [
      'Windows-1254',
      'RPxuIGFr/mFtIGFya2FkYf5sYXL9bWxhIHNpbmVtYXlhIGdpdHRpaywg529rIGf8emVsIGJpciBmaWxtZGku',
      'Dün akşam arkadaşlarımla sinemaya gittik, çok güzel bir filmdi.',
    ],
    [
      'Windows-1255',
      '5Onl7SDu5uIg5ODl5en4IPD07OAsIOHl4CDw7Oog7Ojp6ewg4fTg+PcuIOTx9Pgg5ObkIOjl4SDu4OXjLCDg8Okg4OXk4SDs9/jl4CDg5frlIOvsIPL44SDs9PDpIOT56fDkLiDk6eXtIO7m4iDk4OXl6fgg8PTs4Cwg4eXgIPDs6iDs6Onp7CDh9OD49y4g5PH0+CDk5uQg6OXhIO7g5eMsIODw6SDg5eThIOz3+OXgIODl+uUg6+wg8vjhIOz08Okg5Pnp8OQu',
      'היום מזג האוויר נפלא, בוא נלך לטייל בפארק. הספר הזה טוב מאוד, אני אוהב לקרוא אותו כל ערב לפני השינה. היום מזג האוויר נפלא, בוא נלך לטייל בפארק. הספר הזה טוב מאוד, אני אוהב לקרוא אותו כל ערב לפני השינה.',
    ],
    [
      'Windows-1256',
      'x+HY3tMgzOPt4SDMz8cgx+Ht5uOhIM/a5Mcg5NDlyCDh4crk0uUg3e0gx+HNz+3eyS4gx+HfysfIIMztzy4=',
      'الطقس جميل جدا اليوم، دعنا نذهب للتنزه في الحديقة. الكتاب جيد.',
    ],
    [
      'IBM866',
      'kaWjrqSt7yCu56Wt7CDlruCu6KDvIK+uo66koCwgr66ppKWsIKPjq+/i7CCiIK+g4Kou',
      'Сегодня очень хорошая погода, пойдем гулять в парк.',
    ],
  ])('from %s, which is told to be a guess', async (name, packed, text) => {
    write('odd.txt', Buffer.from(packed, 'base64'))
    expect(await lines('odd.txt')).toEqual([text])
    expect(warnings().at(-1)).toContain(`was read as ${name}`)
  })

  test('when the first non-ASCII character comes after megabytes', async () => {
    const start = 'plain English words\n'.repeat(100_000)
    write('late.txt', Buffer.concat([Buffer.from(start), Buffer.from('Caf\xe9 cr\xe8me, d\xe9j\xe0 vu', 'latin1')]))
    expect((await lines('late.txt')).at(-1)).toBe('Café crème, déjà vu')
    write('late.txt', `${start}语言模型`)
    expect((await lines('late.txt')).at(-1)).toBe('语言模型')
  })

  test('when chunks of a file end inside a character', async () => {
    const text = '鲸🐳é'.repeat(60_000) // more than one piece, and no multiple of one
    write('pieces.txt', `x${text}`)
    expect(await lines('pieces.txt')).toEqual([`x${text}`])
  })

  test('unless the user sets it', async () => {
    write('short.txt', Uint8Array.of(0xb4, 0xfa, 0xb8, 0xd5))
    expect(await lines('short.txt', { encoding: 'big5' })).toEqual(['測試'])
    expect(await lines('short.txt', { encoding: 'windows-1251' })).toEqual(['ґъёХ'])
  })

  test('and a file of two encodings is a problem that names the place', async () => {
    const utf8 = Buffer.from('naïve\n'.repeat(60_000))
    write('mixed.txt', Buffer.concat([utf8, Buffer.from('na\xefve\n', 'latin1')]))
    const found = await problem('mixed.txt', 'line')
    expect(found).toMatchObject({ code: 'mixed-encoding', param: 'path' })
    expect(found?.message.en).toMatch(/starts as UTF-8, but is not near line 60001\./)
    expect((await lines('mixed.txt', { encoding: 'utf-8' })).at(-1)).toBe('na\ufffdve')
  })

  test('and so is one whose encodings change from line to line', async () => {
    const lines = Array.from({ length: 60 }, (_, i) =>
      Buffer.from(`Größe ${i}, schöne Mädchen\n`, i === 41 ? 'latin1' : 'utf8'),
    )
    write('both.txt', Buffer.concat(lines))
    const found = await problem('both.txt', 'line')
    expect(found).toMatchObject({ code: 'mixed-encoding', param: 'path' })
    expect(found?.message.en).toMatch(/near line 42\./)
  })

  test.each(['今天天气很好，我们去公园散步。一二三', 'Сегодня хорошая погода', '오늘은 날씨가 좋습니다'])(
    'from UTF-16 without a mark, in both orders: %s',
    async text => {
      const written = Buffer.from(Array.from({ length: 30 }, (_, i) => `${text} ${i}`).join('\r\n'), 'utf16le')
      write('wide.txt', written)
      expect((await lines('wide.txt'))[7]).toBe(`${text} 7`)
      write('wide.txt', Buffer.from(written).swap16())
      expect((await lines('wide.txt'))[7]).toBe(`${text} 7`)
    },
  )

  test('and a NUL among them is named by its line, however many there are', async () => {
    write('nuls.csv', 'a\0b, some text\nmore text\n'.repeat(10))
    expect(await problem('nuls.csv', 'csv')).toMatchObject({ code: 'nul-in-text' })
    write('nul.txt', `${'a good line of text\n'.repeat(200)}a bad \0 line\n`)
    const found = await problem('nul.txt', 'line')
    expect(found?.code).toBe('nul-in-text')
    expect(found?.message.en).toMatch(/^Line 201 of /)
  })
})

test('a single line of 200 MB is one text', async () => {
  write('long.txt', Buffer.alloc(200e6, 'word '))
  const [text, ...others] = await lines('long.txt')
  expect(others).toEqual([])
  expect(text).toHaveLength(200e6 - 1) // without the last space
})
