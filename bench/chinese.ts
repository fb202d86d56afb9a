import { writeFileSync } from 'node:fs'
import { type Random, random } from '../core/random.ts'

/** Of things that are the rarer the later they come, one by chance. */
const drawn = (things: readonly string[], { next }: Random): string =>
  things[Math.floor(Math.exp(next() * Math.log(things.length + 1))) - 1] as string

/** A text file of so many bytes: paragraphs of 60 to 300 characters without a space, in sentences of words that somebody made up. */
export function writeChinese(file: string, bytes: number): void {
  const chance = random(2)
  const { int } = chance
  const characters = Array.from({ length: 3500 }, () => String.fromCharCode(0x4e00 + int(0x51a0)))
  const word = () => Array.from({ length: 1 + int(3) }, () => drawn(characters, chance)).join('')
  const words = Array.from({ length: 20_000 }, word)
  const paragraphs: string[] = []
  for (let written = 0; written < bytes; written += Buffer.byteLength(paragraphs.at(-1) ?? '') + 2) {
    const wanted = 60 + int(240)
    let paragraph = ''
    while (paragraph.length < wanted) {
      const clause = Array.from({ length: 3 + int(6) }, () => drawn(words, chance)).join('')
      paragraph += clause + '，，，。。？！、'[int(8)]
    }
    paragraphs.push(paragraph)
  }
  writeFileSync(file, paragraphs.join('\n\n'))
}
