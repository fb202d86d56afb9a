import { expect, test } from 'vitest'
import { reading } from './reading.ts'

const { write, rows } = reading()
const said = async (name: string, content: string, unit = 'paragraph') => {
  write(name, content)
  return (await rows(name, unit)).map(({ text }) => text)
}

test('of subtitles, what is said is read, without numbers, times and looks', async () => {
  const film = [
    '\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Call me</i>\r\nIshmael.\r\n\r\n',
    '2\r\n00:00:03,000 --> 00:00:04,500 X1:63\r\n{\\an8}<font color="#fff">1851</font>\r\n\r\n\r\n',
    '3\r\n00:00:05,000 --> 00:00:06,000\r\na < b\r\n',
  ]
  expect(await said('film.srt', film.join(''))).toEqual(['Call me\nIshmael.', '1851', 'a < b'])
  expect(await said('film.srt', film.join(''), 'line')).toEqual(['Call me', 'Ishmael.', '1851', 'a < b'])
})

test('the same of WebVTT, with its names, notes and styles left out', async () => {
  const talk = [
    'WEBVTT Kind: captions\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nNOTE to nobody\n\n',
    'intro\n00:01.000 --> 00:02.000 align:start\n<v Ahab>Man <00:01.500><c.loud>the</c> boats!\n\n',
    '00:03.000 --> 00:04.000\nNOTE that well.\n\n',
  ]
  expect(await said('talk.vtt', talk.join(''))).toEqual(['Man the boats!', 'NOTE that well.'])
})

test('what has no times stays as it is', async () => {
  expect(await said('odd.srt', 'A line\nand another\n\nthe end')).toEqual(['A line\nand another', 'the end'])
  expect(await said('film.txt', '1\n00:00:01,000 --> 00:00:02,500\nGo')).toEqual([
    '1\n00:00:01,000 --> 00:00:02,500\nGo',
  ])
})
