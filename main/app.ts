import type { Service } from '../core/rpc/contract.ts'
import { databaseFile } from './home-folder.ts'
import { createEngineManager } from './runs/engine-manager.ts'
import { catalogService } from './services/catalog.ts'
import { createServiceContext } from './services/context.ts'
import { fileService, pipelineService } from './services/file.ts'
import { graphService } from './services/graph.ts'
import { queueService } from './services/queue.ts'
import { runService } from './services/run.ts'
import { markInterruptedRuns } from './store/mark-interrupted-runs.ts'
import { openStore } from './store/store.ts'

export interface AppOptions {
  /** The folder of everything that is kept, see homeFolder(). */
  readonly home: string
  /** The built files: `main/engine.js`, `renderer/`; the examples lie beside it. */
  readonly out: string
}

export interface App {
  readonly service: Service
  /** Ends the runs of this process at once, without a checkpoint. */
  readonly killRuns: () => void
  /** Stops the runs of this process kindly, waits for them and closes the store. */
  close(): Promise<void>
}

/** The composition root: every call of the contract is served by one of services/. Throws Refusals when the store cannot be used. */
export function openApp({ home, out }: AppOptions): App {
  const store = openStore(databaseFile(home))
  markInterruptedRuns(store)
  const engines = createEngineManager(store, { home, out })
  const context = createServiceContext({ home, out, store, engines })
  const queue = queueService(context)
  return {
    service: {
      ...catalogService(context),
      ...graphService(context),
      ...runService(context),
      ...queue.service,
      ...fileService(context),
      ...pipelineService(context),
    },
    killRuns: engines.killAll,
    close: async () => {
      await queue.close()
      await engines.close()
      store.close()
    },
  }
}
