import { once } from 'node:events'
import { createWriteStream, writeFileSync } from 'node:fs'
import type { Random } from '../core/random.ts'
import { createRandom } from '../core/random.ts'
import { readSample, unpackSample } from '../main/data/rows/samples.ts'

/** Lines in scripts other than Latin, and what else makes tokenizers work hard. */
const planted = [
  '语言模型先读入许多文字，然后学会猜测下一个词。鲸鱼在海里游，船在海上走。',
  'Языковая модель читает много текста и учится угадывать следующее слово.',
  'يقرأ نموذج اللغة نصوصا كثيرة ثم يتعلم أن يخمن الكلمة التالية.',
  '言語モデルはたくさんの文章を読み、次の単語を予測することを学びます。',
  'भाषा मॉडल बहुत सारा पाठ पढ़ता है और अगले शब्द का अनुमान लगाना सीखता है।',
  'แบบจำลองภาษาอ่านข้อความจำนวนมากและเรียนรู้ที่จะทายคำถัดไป',
  '🐳🚢👩‍👩‍👧‍👦 cafe\u0301 nai\u0308ve Zürich façade 12,345.67 €',
]

/** A text file of so many bytes: paragraphs of two English books with new names and numbers in them, every twentieth in other scripts. */
export async function writeCorpus(file: string, bytes: number): Promise<void> {
  const rows = await Promise.all(
    ['moby-dick', 'state-of-the-union'].map(async name => unpackSample(await readSample(name))),
  )
  const paragraphs = rows.flat().flatMap(({ text = '' }) => text.split(/\n\s*\n/).map(utf8))
  const others = planted.map(utf8)
  const chance = createRandom(1)
  const out = createWriteStream(file)
  for (let written = 0; written < bytes; ) {
    const piece = Buffer.allocUnsafe(pieceBytes)
    let at = 0
    while (at < pieceBytes - longest) {
      const from = chance.int(20) === 0 ? others : paragraphs
      const paragraph = from[chance.int(from.length)] as Buffer
      if (paragraph.length > longest - 100) continue
      at += paragraph.copy(piece, at)
      at += piece.write(` ${name(chance)} ${chance.int(100_000)}\n\n`, at, 'latin1')
    }
    written += at
    if (!out.write(piece.subarray(0, at))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

const pieceBytes = 2 ** 20
/** Bytes of a paragraph with its name and number. */
const longest = 2 ** 14
const utf8 = (text: string) => Buffer.from(text)

const syllables = ['ka', 'lo', 'mir', 'ta', 'shen', 'vo', 'ri', 'dan', 'qu', 'el']
const name = ({ int }: Random) => Array.from({ length: 2 + int(3) }, () => syllables[int(syllables.length)]).join('')

/** Of things that are the rarer the later they come, one by chance. */
const drawn = (things: readonly string[], { next }: Random): string =>
  things[Math.floor(Math.exp(next() * Math.log(things.length + 1))) - 1] as string

/** A text file of so many bytes: paragraphs of 60 to 300 characters without a space, in sentences of words that somebody made up. */
export function writeChinese(file: string, bytes: number): void {
  const chance = createRandom(2)
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
