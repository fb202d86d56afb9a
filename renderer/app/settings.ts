import { create } from 'zustand'
import { type Language, languages } from '../../core/text.ts'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
export const themes: readonly Theme[] = ['system', 'light', 'dark', 'contrast']

interface Settings {
  readonly language: Language
  readonly theme: Theme
  /** What `system` stands for just now, or the theme itself. */
  readonly shown: Exclude<Theme, 'system'>
}

const queries = {
  dark: matchMedia('(prefers-color-scheme: dark)'),
  contrast: matchMedia('(prefers-contrast: more)'),
}

/** What the user chose for this window. Remembered by the browser. */
export const useSettings = create<Settings>(() => {
  const theme = remembered('theme', themes) ?? 'system'
  const own: Language = navigator.language.startsWith('zh') ? 'zh' : 'en'
  return { theme, shown: resolve(theme), language: remembered('language', languages) ?? own }
})

export function setLanguage(language: Language) {
  localStorage.setItem('language', language)
  useSettings.setState({ language })
}

export function setTheme(theme: Theme) {
  localStorage.setItem('theme', theme)
  useSettings.setState({ theme, shown: resolve(theme) })
}

/** Keeps the page's language and theme equal to the settings and to the system. */
export function followSettings() {
  const apply = ({ language, shown }: Settings) => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
    document.documentElement.dataset.theme = shown
  }
  apply(useSettings.getState())
  useSettings.subscribe(apply)
  for (const query of Object.values(queries))
    query.addEventListener('change', () => useSettings.setState(s => ({ shown: resolve(s.theme) })))
}

function resolve(theme: Theme): Exclude<Theme, 'system'> {
  if (theme !== 'system') return theme
  return queries.contrast.matches ? 'contrast' : queries.dark.matches ? 'dark' : 'light'
}

function remembered<T extends string>(key: string, known: readonly T[]): T | undefined {
  const value = localStorage.getItem(key)
  return known.find(k => k === value)
}
