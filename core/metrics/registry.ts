import type { Text } from '../text.ts'
import { text } from '../text.ts'
import type { Metric, MetricFile, MetricSource, MetricSources } from './metric.ts'

const known = new Map<string, Metric>()

/** Adds the metrics of files to those that are known, and gives a function that takes them out again. */
export function registerMetrics(files: Readonly<Record<string, MetricFile>>): () => void {
  const added = Object.values(files).flatMap(file => file.default ?? [])
  for (const metric of added) {
    if (known.has(metric.id)) throw new Error(`registerMetrics: '${metric.id}' is there already`)
    known.set(metric.id, metric)
  }
  return () => {
    for (const { id } of added) known.delete(id)
  }
}

/** All metrics in the order of tables. */
export const allMetrics = (): readonly Metric[] =>
  [...known.values()].sort((a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1))

const placeOf = ({ order = Number.MAX_SAFE_INTEGER }: Metric) => order

/** The metric of a stored or reported name (`accuracy`, `validation/accuracy`), also of one that earlier versions used. */
export function metricOf(name: string): Metric | undefined {
  const id = name.slice(name.indexOf('/') + 1)
  return known.get(id) ?? [...known.values()].find(({ aliases = [] }) => aliases.includes(id))
}

/** How a metric is called; its name where this version does not know it. */
export const metricTitle = (name: string): Text => metricOf(name)?.title ?? text(name, name)

/** Whether a value of the metric is at least as good as another. Of a metric without a better direction, none is. */
export function isAtLeastAsGood(name: string, value: number, other: number): boolean {
  const better = metricOf(name)?.better
  if (Number.isNaN(value) || better === undefined) return false
  return Number.isNaN(other) || (better === 'up' ? value >= other : value <= other)
}

/** All metrics that have this source, by id, where they mean something for what is compared. */
export function computeFrom<K extends MetricSource>(
  source: K,
  ...compared: MetricSources[K]
): Readonly<Record<string, number>> {
  const found = allMetrics().flatMap(({ id, from }) => {
    const value = (from?.[source] as ((...given: MetricSources[K]) => number | undefined) | undefined)?.(...compared)
    return value === undefined ? [] : [[id, value] as const]
  })
  return Object.fromEntries(found)
}
