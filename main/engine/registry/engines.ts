import type { Engine, Engines } from '../engine.ts'

/** Every engine, found by folder: a new folder main/engine/<name> with an index.ts is a new engine, and nothing else changes. */
const files = import.meta.glob<{ readonly default: Engine }>('../*/index.ts', { eager: true })

export const engines: Engines = new Map(Object.values(files).map(({ default: engine }) => [engine.id, engine]))
