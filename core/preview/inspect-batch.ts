import type { Batch } from '../data/batch.ts'
import type { Batches } from '../plan/plan.ts'
import type { InspectedExample, InspectedPosition, SupervisedLabel } from './preview.ts'

interface Names {
  readonly token: (id: number) => string
  readonly batches: Batches
}

/** The examples of a batch, read back from the tensors that the engine gets. See Collator for what they mean. */
export function inspectBatch({ arrays }: Batch, batchSize: number, names: Names): InspectedExample[] {
  const { ids, target, labels, weights } = arrays
  if (!ids || !labels || !weights) throw new Error('inspectBatch: the batch has no ids, labels or weights')
  const [T, U] = [ids.length / batchSize, (target?.length ?? 0) / batchSize]
  const places = labelPositions(arrays, ids.length)
  const lane = target && !arrays.rows ? 'target' : 'input'
  const { pad } = names.batches.tokens.vocabulary
  // targets have no mask: they are padded where nothing is to be predicted
  const unwritten = (_: number, answer?: SupervisedLabel) => answer?.weight === 0 && answer.label === pad
  return Array.from({ length: batchSize }, (_, row) => {
    const lanes = {
      input: (values: Values) => values.subarray(row * T, (row + 1) * T),
      target: (values: Values) => values.subarray(row * U, (row + 1) * U),
    }
    const asked = (which: typeof lane, width: number) => (place: number) => {
      const at = which === lane ? places?.get(row * width + place) : undefined
      return at === undefined
        ? undefined
        : { label: labels[at] as number, weight: weights[at] as number, token: labelText(labels[at] as number, names) }
    }
    const mask = arrays.mask && lanes.input(arrays.mask)
    const input = inspectPositions(lanes.input(ids), asked('input', T), place => mask?.[place] === 0, names)
    return {
      input,
      ...(target ? { target: inspectPositions(lanes.target(target), asked('target', U), unwritten, names) } : {}),
      ...(places ? {} : { answers: wholeExampleLabels(row, batchSize, { labels, weights }, input, names) }),
    }
  })
}

type Values = Int32Array | Float32Array

/** Place in the lane that is asked → row of `labels`; undefined when examples are asked as wholes. */
function labelPositions({ rows, target, labels, weights }: Batch['arrays'], inputs: number) {
  const count = labels?.length ?? 0
  if (!rows && count !== (target?.length ?? inputs)) return undefined
  const places = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const place = rows ? (rows[i] as number) : i
    if (!rows || weights?.[i] !== 0) places.set(place, i) // the padding of a list of positions means nothing
  }
  return places
}

function inspectPositions(
  ids: Values,
  askedAt: (place: number) => SupervisedLabel | undefined,
  isPadding: (place: number, asked?: SupervisedLabel) => boolean,
  { token, batches }: Names,
): InspectedPosition[] {
  return Array.from(ids, (id, place) => {
    const asked = askedAt(place)
    const change = asked && batches.task === 'masked' ? maskingChange(id, asked, batches) : undefined
    return {
      id,
      token: token(id),
      padding: isPadding(place, asked),
      ...(asked ? { asked } : {}),
      ...(change ? { change } : {}),
      shifted:
        ['causal', 'seq2seq'].includes(batches.task) &&
        asked !== undefined &&
        asked.weight > 0 &&
        asked.label === ids[place + 1],
    }
  })
}

function maskingChange(id: number, { label }: SupervisedLabel, { tokens }: Batches): InspectedPosition['change'] {
  if (id === tokens.vocabulary.mask) return 'hidden'
  return id === label ? 'kept' : 'random'
}

/** Labels of whole examples stand side by side: the first of all examples, then the second of all. */
function wholeExampleLabels(
  row: number,
  batchSize: number,
  { labels, weights }: { labels: Values; weights: Values },
  input: readonly InspectedPosition[],
  names: Names,
): SupervisedLabel[] {
  return Array.from({ length: labels.length / batchSize }, (_, i) => {
    const [label, weight] = [labels[i * batchSize + row] as number, weights[i * batchSize + row] as number]
    const token = names.batches.task === 'answer' ? (input[label]?.token ?? '') : labelText(label, names)
    return { label, weight, token }
  })
}

/** What a label says. */
function labelText(label: number, { token, batches: { task, tokens } }: Names): string {
  if (task === 'score') return String(label)
  if (task === 'class' || task === 'tags') return tokens.rows.labels?.[label] ?? String(label)
  return token(label)
}
