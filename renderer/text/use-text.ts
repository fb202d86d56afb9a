import type { Language, Text } from '../../core/text.ts'
import { useSettings } from '../state/settings.ts'
import { en, type Messages } from './en/messages.ts'
import { type Format, format } from './format.ts'
import { zh } from './zh/messages.ts'

export interface Words {
  readonly language: Language
  readonly t: Messages
  /** A text that came from the app, in the reader's language. */
  readonly say: (text: Text) => string
  readonly f: Format
}

const words = (language: Language, t: Messages): Words => ({
  language,
  t,
  say: text => text[language],
  f: format(language),
})

const all: Readonly<Record<Language, Words>> = { en: words('en', en), zh: words('zh', zh) }

/** The window's sentences in the language the user reads. Changes live. */
export const useText = (): Words => all[useSettings(s => s.language)]

/** The same outside of components, for words that are said once. */
export const textNow = (): Words => all[useSettings.getState().language]
