/// <reference types="vite/types/importMeta.d.ts" />
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Problem, Refusals } from '../../core/problem.ts'
import type { ExportedModel, ExportTargetInfo } from '../../core/run/export.ts'
import { text } from '../../core/text.ts'
import { throwSystemProblem } from '../files/file-problem.ts'
import type { ExportSource, ExportTarget, ExportTargetFile } from './export-target.ts'

const known = new Map<string, ExportTarget>()

/** Adds the targets of files to those that are known, and gives a function that takes them out again. */
export function registerExportTargets(files: Readonly<Record<string, ExportTargetFile>>): () => void {
  const added = Object.values(files).flatMap(file => file.default ?? [])
  for (const target of added) known.set(target.id, target)
  return () => {
    for (const { id } of added) known.delete(id)
  }
}

registerExportTargets(
  import.meta.glob<ExportTargetFile>(['./*.ts', '!./export-model.ts', '!./export-target.ts'], { eager: true }),
)

/** Every target, found by folder. */
export const listExportTargets = (): ExportTargetInfo[] =>
  [...known.values()].map(({ id, title, expresses, loses }) => ({ id, title, expresses, loses }))

/**
 * Writes a model for another tool into a folder that is new or empty: the folder is whole or not there.
 * Throws Refusals for an unknown target, a folder that holds something, or a model that cannot be expressed.
 */
export async function exportModel(source: ExportSource, to: string, into: string): Promise<ExportedModel> {
  const target = known.get(to)
  if (!target) throw new Refusals([unknownTarget(to)])
  const folder = resolve(into)
  refuseUnlessEmpty(folder)
  const draft = `${folder}.${process.pid}.draft`
  try {
    rmSync(draft, { recursive: true, force: true })
    makeFolder(draft)
    await target.write(source, draft)
    moveInto(folder, draft)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return { target: to, folder, files: filesIn(folder) }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throwSystemProblem(error, dirname(folder))
  }
}

/** Puts a finished draft in its place, which is free or an empty folder. */
function moveInto(folder: string, draft: string): void {
  try {
    rmdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTEMPTY' || code === 'EEXIST') throw new Refusals([notEmpty(folder)]) // filled in the meantime
    if (code !== 'ENOENT') throwSystemProblem(error, folder)
  }
  renameSync(draft, folder)
}

function refuseUnlessEmpty(folder: string): void {
  try {
    if (readdirSync(folder).length > 0) throw new Refusals([notEmpty(folder)])
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return
    if (code === 'ENOTDIR') throw new Refusals([notEmpty(folder)])
    if (error instanceof Refusals) throw error
    throwSystemProblem(error, folder)
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) =>
      resolve(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()

const unknownTarget = (id: string): Problem => ({
  code: 'unknown-target',
  severity: 'error',
  param: 'to',
  message: text(`There is no export target “${id}”.`, `没有导出格式“${id}”。`),
  fix: text(
    `Choose one of these: ${[...known.keys()].join(', ')}.`,
    `请选择以下格式之一：${[...known.keys()].join('、')}。`,
  ),
})

const notEmpty = (folder: string): Problem => ({
  code: 'folder-not-empty',
  severity: 'error',
  param: 'folder',
  message: text(`“${folder}” exists already and is not an empty folder.`, `“${folder}”已存在，且不是空文件夹。`),
  fix: text('Choose a new folder, or an empty one.', '请选择新文件夹或空文件夹。'),
})
