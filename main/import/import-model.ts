/// <reference types="vite/types/importMeta.d.ts" />
import type { Blocks } from '../../core/block/block.ts'
import type { ImportedModel, ModelImporter, ModelImporterFile } from './model-importer.ts'

const known = new Set<ModelImporter>()

/** Adds the importers of files to those that are known, and gives a function that takes them out again. */
export function registerModelImporters(files: Readonly<Record<string, ModelImporterFile>>): () => void {
  const added = Object.values(files).flatMap(file => file.default ?? [])
  for (const importer of added) known.add(importer)
  return () => {
    for (const importer of added) known.delete(importer)
  }
}

registerModelImporters(
  import.meta.glob<ModelImporterFile>(['./*.ts', '!./import-model.ts', '!./model-importer.ts'], { eager: true }),
)

/** The model at a path that one of the importers recognises; undefined when none does. Throws Refusals when it cannot be used. */
export function importModel(path: string, blocks: Blocks): ImportedModel | undefined {
  const importer = [...known].find(({ recognises }) => recognises(path))
  return importer?.read(path, blocks)
}
