/** A sentence a person reads, in every language the app speaks. */
export interface Text {
  readonly en: string
  readonly zh: string
}

export type Language = keyof Text
export const languages: readonly Language[] = ['en', 'zh']

export const text = (en: string, zh: string): Text => ({ en, zh })
