import { create } from 'zustand'
import { type Language, languages } from '../../core/text.ts'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
export const themes: readonly Theme[] = ['system', 'light', 'dark', 'contrast']

/** Whether things may glide and fade. */
export type Motion = 'system' | 'less' | 'full'
export const motions: readonly Motion[] = ['system', 'less', 'full']

/** The same graph as blocks on a canvas, or as a form. */
export type View = 'canvas' | 'simple'
export const views: readonly View[] = ['canvas', 'simple']

/** What the wheel and dragging over empty canvas do. */
export type Pointing = 'mouse' | 'trackpad'
export const pointings: readonly Pointing[] = ['mouse', 'trackpad']

/** Whether something that helps to see the graph is there: its picture in a corner, or its outline. */
export type Visibility = 'shown' | 'hidden'
export const visibilities: readonly Visibility[] = ['shown', 'hidden']

interface SettingChoices {
  readonly language: Language
  readonly theme: Theme
  readonly motion: Motion
  readonly view: View
  readonly pointing: Pointing
  readonly overview: Visibility
  readonly outline: Visibility
}

interface Settings extends SettingChoices {
  /** What the theme stands for just now. */
  readonly resolvedTheme: Exclude<Theme, 'system'>
  /** Whether nothing may move just now. */
  readonly reducedMotion: boolean
}

const queries = {
  dark: matchMedia('(prefers-color-scheme: dark)'),
  contrast: matchMedia('(prefers-contrast: more)'),
  still: matchMedia('(prefers-reduced-motion: reduce)'),
}

/** What the user chose for this window. Remembered by the browser; a choice always wins over the system. */
export const useSettings = create<Settings>(() => {
  const own: Language = navigator.language.startsWith('zh') ? 'zh' : 'en'
  return resolved({
    language: storedSetting('language', languages) ?? own,
    theme: storedSetting('theme', themes) ?? 'system',
    motion: storedSetting('motion', motions) ?? 'system',
    view: storedSetting('view', views) ?? 'canvas',
    pointing: storedSetting('pointing', pointings) ?? 'mouse',
    overview: storedSetting('overview', visibilities) ?? 'hidden',
    outline: storedSetting('outline', visibilities) ?? 'hidden',
  })
})

/** Changes a setting, at once and for the next time. */
export function setSetting<K extends keyof SettingChoices>(setting: K, value: SettingChoices[K]) {
  localStorage.setItem(setting, value)
  useSettings.setState(settings => resolved({ ...settings, [setting]: value }))
}

export const motionReduced = (): boolean => useSettings.getState().reducedMotion

/** Keeps the page equal to the settings, and those to the system where they follow it. */
export function followSettings() {
  const apply = ({ language, resolvedTheme: shown, reducedMotion: still }: Settings) => {
    document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
    document.documentElement.dataset.theme = shown
    document.documentElement.dataset.motion = still ? 'less' : 'full'
  }
  apply(useSettings.getState())
  useSettings.subscribe(apply)
  for (const query of Object.values(queries)) query.addEventListener('change', () => useSettings.setState(resolved))
}

function resolved(choices: SettingChoices): Settings {
  const { theme, motion } = choices
  const wished = queries.contrast.matches ? 'contrast' : queries.dark.matches ? 'dark' : 'light'
  return {
    ...choices,
    resolvedTheme: theme === 'system' ? wished : theme,
    reducedMotion: motion === 'system' ? queries.still.matches : motion === 'less',
  }
}

function storedSetting<T extends string>(key: string, known: readonly T[]): T | undefined {
  const value = localStorage.getItem(key)
  return known.find(k => k === value)
}
