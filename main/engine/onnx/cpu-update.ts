import { Tensor as Value } from 'onnxruntime-node'
import { type FlatSection, sectionChunks } from '../../../core/train/flat-layout.ts'
import { scalarsWithoutDecay, stateName, updatedName } from '../../../core/train/optimizer-rules.ts'
import { updateProgram } from '../../../core/train/programs.ts'
import type { BackendOptions, StepContext } from '../backend.ts'
import { type FlatState, flatSlot, flatValue, slotOf } from './cpu-state.ts'
import {
  type CompiledProgram,
  compileForCpu,
  floatScalar,
  floatScalars,
  type OrtValues,
  selectFeeds,
} from './session.ts'
import { optimizerFeeds } from './step-feeds.ts'

/** Elements updated at once: small enough to stay in the cache between the update's operations. */
export const elementsPerUpdate = 1 << 18

/** What one run of an update program changes: a range of several parameters, or one whole parameter. */
interface UpdateUnit {
  readonly compiled: CompiledProgram
  /** Its gradient, and the state that it reads and replaces, by the program's names; they share the state's memory. */
  readonly gradient: Value
  readonly state: OrtValues
  /** Results may be written over what was read. */
  readonly inPlace: boolean
  /** Scalars that have another value here. */
  readonly scalars: OrtValues
}

/** The optimizer over flat state and a flat gradient. */
export async function createFlatUpdate(
  state: FlatState,
  gradients: Float32Array,
  { optimizer, threads }: BackendOptions,
) {
  const compiled = new Map<string, CompiledProgram>()
  const units: UpdateUnit[] = []
  for (const section of state.layout.sections) {
    const { update } = section
    for (const { shape, gradient, values } of unitValues(state, gradients, section)) {
      const key = JSON.stringify([update.index, shape])
      const program = compiled.get(key) ?? (await compileForCpu(updateProgram(update, shape), threads))
      compiled.set(key, program)
      const scalars = update.decays ? {} : floatScalars(scalarsWithoutDecay(update))
      units.push({ compiled: program, gradient, state: values, inPlace: update.rule.elementwise, scalars })
    }
  }
  return {
    async run(clipFactor: number, at: StepContext): Promise<void> {
      const scalars = { ...optimizerFeeds(optimizer, at), clipFactor: floatScalar(clipFactor) }
      for (const unit of units) await runUpdate(unit, scalars)
    },
    async release() {
      for (const { session } of compiled.values()) await session.release()
    },
  }
}

async function runUpdate({ compiled, gradient, state, inPlace, scalars: own }: UpdateUnit, scalars: OrtValues) {
  const feeds = selectFeeds({ ...scalars, ...own, ...state, gradient }, compiled)
  const names = Object.keys(state)
  if (inPlace) {
    await compiled.session.run(feeds, Object.fromEntries(names.map(n => [updatedName(n), state[n] as Value])))
    return
  }
  const results = await compiled.session.run(feeds)
  for (const name of names) {
    const [target, result] = [state[name] as Value, results[updatedName(name)] as Value]
    ;(target.data as Float32Array).set(result.data as Float32Array)
  }
}

/** The ranges or parameters of a section that are updated one after the other; a shape of undefined is any length. */
function unitValues(state: FlatState, gradients: Float32Array, section: FlatSection) {
  const { weights } = state
  const { rule } = section.update
  if (rule.elementwise)
    return sectionChunks(section, elementsPerUpdate).map(({ from, to }) => ({
      shape: undefined,
      gradient: flatValue(gradients, from, to),
      values: {
        parameter: flatValue(weights, from, to),
        ...Object.fromEntries(
          Object.keys(rule.slots([to - from])).map(slot => [
            stateName(slot, 'parameter'),
            flatSlot(state, slot, section, from, to),
          ]),
        ),
      },
    }))
  return section.entries.map(({ name, shape, offset, length }) => ({
    shape,
    gradient: new Value('float32', gradients.subarray(offset, offset + length), shape),
    values: {
      parameter: new Value('float32', weights.subarray(offset, offset + length), shape),
      ...Object.fromEntries(
        Object.keys(rule.slots(shape)).map(slot => [stateName(slot, 'parameter'), slotValue(state, slot, name)]),
      ),
    },
  }))
}

/** A parameter's state slot. */
function slotValue(state: FlatState, slot: string, parameter: string): Value {
  const { data, array } = slotOf(state, slot)
  const entry = array.entries.find(({ name }) => name === parameter)
  if (!entry) throw new Error(`slotValue: '${parameter}' has no state slot '${slot}'`)
  return new Value('float32', data.subarray(entry.offset, entry.offset + entry.length), entry.shape)
}
