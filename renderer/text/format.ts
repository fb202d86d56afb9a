import type { MetricValue } from '../../core/run/report.ts'
import type { Language } from '../../core/text.ts'

export interface Format {
  readonly whole: (n: number) => string
  /** A long number in short: 3.2M. */
  readonly short: (n: number) => string
  /** The same as it is read out: 3.2 million. */
  readonly inWords: (n: number) => string
  readonly loss: (value: MetricValue | undefined) => string
  readonly mebibytes: (n: number) => string
  /** The same for what may be small: 12 KiB. */
  readonly memory: (mebibytes: number) => string
  readonly duration: (seconds: number) => string
  readonly moment: (iso: string) => string
  readonly percent: (share: number) => string
  /** Names one after the other. */
  readonly list: (names: readonly string[]) => string
}

/** Numbers and times as a reader of this language writes them. */
export function format(language: Language): Format {
  const locale = language === 'zh' ? 'zh-CN' : 'en'
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
  const spoken = new Intl.NumberFormat(locale, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumFractionDigits: 1,
  })
  const moment = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const mebibytes = (n: number) => (n < 1024 ? `${whole.format(Math.ceil(n))} MiB` : `${(n / 1024).toFixed(1)} GiB`)
  return {
    whole: n => whole.format(n),
    short: n => (Math.abs(n) < 1000 ? whole.format(n) : compact.format(n)),
    inWords: n => spoken.format(n),
    loss: value => (value === undefined ? '–' : typeof value === 'number' ? value.toFixed(3) : value),
    memory: n => (n >= 1 ? mebibytes(n) : `${whole.format(Math.ceil(n * 1024))} KiB`),
    mebibytes,
    duration,
    moment: iso => moment.format(new Date(iso)),
    percent: share => percent.format(share),
    list: names => names.join(language === 'zh' ? '、' : ', '),
  }
}

function duration(seconds: number): string {
  const all = Math.max(0, Math.round(seconds))
  const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** A token with its spaces and line ends as signs, so that its borders are seen. */
export const visibleToken = (token: string): string =>
  token === '' ? '∅' : token.replaceAll('\n', '⏎').replaceAll('\t', '⇥').replaceAll(' ', '·')
