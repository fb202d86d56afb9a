import { dirname, resolve } from 'node:path'
import { blockForFile } from '../files/block-for-file.ts'
import { browseFolder } from '../files/browse-folder.ts'
import { fileStamp } from '../files/file-stamp.ts'
import { relativeGraphPaths, resolveGraphPaths } from '../files/graph-paths.ts'
import { openGraph } from '../files/open-graph.ts'
import { saveGraph } from '../files/save-graph.ts'
import { openPipeline, resumePipeline, savePipeline } from '../graphs/saved-pipelines.ts'
import { watchDraft } from '../graphs/watch-draft.ts'
import { downloadSplit } from '../hub/download-split.ts'
import { inspectDataset } from '../hub/inspect-dataset.ts'
import { toAbortSignal } from '../process/to-abort-signal.ts'
import type { ServiceContext, ServicePart } from './context.ts'

/** Files on this machine, and datasets that are fetched to it. */
export function fileService({ home, blocks }: ServiceContext): ServicePart<'file' | 'hub'> {
  return {
    'file.block': ({ path }) => blockForFile(path, blocks),
    'file.browse': ({ folder }) => browseFolder(folder),
    'file.open': ({ path }) => {
      const seen = fileStamp(path) // before it is read: whoever writes between the two is noticed
      const opened = openGraph(path)
      return { path: opened.path, graph: resolveGraphPaths(opened.graph, blocks, dirname(opened.path)), seen }
    },
    'file.save': ({ path, graph, overwrite, seen }) => {
      const saved = saveGraph(path, relativeGraphPaths(graph, blocks, dirname(resolve(path))), overwrite, seen)
      return { ...saved, seen: fileStamp(saved.path) }
    },
    'file.pick': () => null, // a host that has a dialog puts its own here
    'hub.look': inspectDataset,
    'hub.download': (input, signal) => downloadSplit(input, home, toAbortSignal(signal)),
  }
}

/** Pipelines kept in the app itself. */
export function pipelineService({ store }: ServiceContext): ServicePart<'pipeline'> {
  return {
    'pipeline.list': () => store.pipelines.list(),
    'pipeline.open': ({ id }) => openPipeline(store, id),
    'pipeline.save': kept => savePipeline(store, kept),
    'pipeline.resume': ({ id }) => resumePipeline(store, id),
    'pipeline.watch': (watching, signal) => watchDraft(store, watching, signal),
  }
}
