import type { Text } from '../../core/text.ts'
import type { Model } from '../../core/train/model.ts'
import type { BackendOptions, TrainingBackend } from './backend.ts'

/** Runs a built program in a process of its own, because drivers crash, and gives what it found out. Throws when it cannot. */
export type Probe = (program: string) => Promise<boolean>

/** Something that an engine can train on. */
export interface EngineDevice {
  /** Unique within its engine. */
  readonly id: string
  /** What people choose: a kind of device. */
  readonly title: Text
  /** What this machine has of that kind. */
  readonly name: () => string
  readonly available: (probe: Probe) => Promise<boolean>
  /** Throws Refusals when the device cannot train the model. */
  readonly createBackend: (model: Model, options: BackendOptions) => Promise<TrainingBackend>
  /** The first step takes seconds longer, because the device's programs are compiled then. */
  readonly compilesAtFirstStep?: true
}

/**
 * A way to compute programs. A folder main/engine/<name> is an engine when its index.ts exports one by default; that file
 * must import what computes only when it is asked for, since the app reads it, too.
 */
export interface Engine {
  /** What plans call it (`training.engine`). */
  readonly id: string
  /** Whether it can be used on this machine at all. */
  readonly available: () => Promise<boolean>
  /** The surest first: of devices that are equally fast, the first is taken. */
  readonly devices: readonly EngineDevice[]
}

/** Engines by id. */
export type Engines = ReadonlyMap<string, Engine>
