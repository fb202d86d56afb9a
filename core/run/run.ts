import type { Graph } from '../graph/graph.ts'
import type { Problem } from '../problem.ts'
import type { EnginePhase, MetricValue, Sample } from './report.ts'

export type RunState = 'starting' | 'running' | 'stopping' | 'done' | 'stopped' | 'failed' | 'interrupted'

/** One training, as the list of runs shows it. */
export interface Run {
  readonly id: string
  readonly name: string
  readonly state: RunState
  /** Why it failed or was interrupted. */
  readonly problem?: Problem
  readonly task: string
  readonly device: string
  /** ISO 8601. */
  readonly started: string
  readonly ended?: string
  readonly parameters: number
  readonly step: number
  readonly steps: number
  /** Non-padding tokens seen. */
  readonly tokens: number
  /** Seconds of training. */
  readonly seconds: number
  /** Newest, first and best value of each measurement; the best only where its metric says which way is better. */
  readonly latest: Readonly<Record<string, MetricValue>>
  readonly first: Readonly<Record<string, MetricValue>>
  readonly best: Readonly<Record<string, MetricValue>>
}

/** A training that waits for its turn. */
export interface QueuedRun {
  /** Of the run that it will be. */
  readonly id: string
  readonly name: string
  readonly task: string
  /** Why it could not start; it is passed over. */
  readonly problem?: Problem
}

/** Trainings that start one after the other, the next one first. When it does not go on, everybody waits. */
export interface RunQueue {
  readonly going: boolean
  readonly items: readonly QueuedRun[]
}

/** One measurement at a step. */
export interface MetricPoint {
  readonly step: number
  readonly tokens: number
  readonly seconds: number
  readonly name: string
  readonly value: MetricValue
}

/** Where the work stands between points. */
export interface RunProgress {
  readonly phase: EnginePhase
  readonly done?: number
  readonly total?: number
  readonly tokensPerSecond?: number
  readonly secondsLeft?: number
}

export type RunEvent =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'points'; readonly points: readonly MetricPoint[] }
  | { readonly kind: 'progress'; readonly progress: RunProgress }
  | { readonly kind: 'sample'; readonly step: number; readonly sample: Sample }
  | { readonly kind: 'warning'; readonly problem: Problem }

export interface DeviceInfo {
  /** As the trainer's `device` names it. */
  readonly id: string
  /** What this machine has. */
  readonly name: string
  readonly available: boolean
}

export interface ExampleGraph {
  readonly id: string
  readonly graph: Graph
}

/** Runs side by side. */
export interface RunComparison {
  readonly runs: readonly Run[]
  /** A value per run, null where the measure is not defined. Measures that are not `comparable` across these runs say so. */
  readonly measures: readonly {
    readonly name: string
    readonly unit: string
    readonly values: readonly (number | string | null)[]
    readonly comparable: boolean
  }[]
  /** Parameters that differ, as `block.param`, with a value per run. */
  readonly differences: readonly { readonly name: string; readonly values: readonly unknown[] }[]
}

export interface FileEntry {
  readonly name: string
  readonly path: string
  readonly folder: boolean
  readonly bytes: number
}

/** A folder, and what is in it. */
export interface FolderListing {
  readonly folder: string
  readonly entries: readonly FileEntry[]
  /** The file whose path was asked for. */
  readonly file?: string
}
