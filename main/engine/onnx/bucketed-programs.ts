import type { Batch } from '../../../core/data/batch.ts'
import type { Program } from '../../../core/tensor/program.ts'
import type { Model } from '../../../core/train/model.ts'
import type { CompiledProgram } from './session.ts'

/** One program for each room that batches come in. They share the state that they are fed. */
export interface BucketedPrograms {
  /** The program for such a batch; the first that comes compiles it. */
  forBatch(batch: Batch): Promise<CompiledProgram>
  release(): Promise<void>
}

/** The program for the collator's own batches is compiled at once, so that a device that cannot run it says so now. */
export async function bucketedPrograms(
  model: Model,
  program: (model: Model) => Program,
  compile: (program: Program) => Promise<CompiledProgram>,
): Promise<BucketedPrograms> {
  const { collator } = model
  const compiled = new Map<number | undefined, CompiledProgram>([[undefined, await compile(program(model))]])
  const smaller = (room: number): Model => {
    if (!collator.lengthBucketing)
      throw new Error(`byRoom: a batch with room ${room} of a collator that makes no smaller ones`)
    return { ...model, collator: collator.lengthBucketing.withMaxLength(room) }
  }
  return {
    async forBatch({ bucketLength: room }) {
      const known = compiled.get(room)
      if (known || room === undefined) return known as CompiledProgram
      const made = await compile(program(smaller(room)))
      compiled.set(room, made)
      return made
    },
    async release() {
      for (const { session } of compiled.values()) await session.release()
    },
  }
}
