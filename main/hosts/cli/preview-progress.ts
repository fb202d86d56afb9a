import { type PreviewEvent, previewPhaseTexts } from '../../../core/preview/preview.ts'
import type { Language } from '../../../core/text.ts'

interface Screen {
  readonly isTTY?: boolean
  write(words: string): unknown
}

const clear = '\r\u001b[2K'

/** Takes the answer from its events, and shows how far it has come in one line of a terminal; undefined when it was interrupted. */
export async function awaitPreview<T>(
  events: AsyncIterable<PreviewEvent<T>>,
  screen: Screen,
  language: Language,
): Promise<T | undefined> {
  const write = (words: string) => void (screen.isTTY && screen.write(words))
  for await (const event of events) {
    if (event.kind === 'done') {
      write(clear)
      return event.value
    }
    const { part, done, total } = event.progress
    write(`${clear}${previewPhaseTexts[part][language]}${total > 0 ? ` ${Math.floor((100 * done) / total)} %` : ' …'}`)
  }
  write(clear)
  return undefined
}
