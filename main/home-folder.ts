import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder that holds everything Patchbay keeps: PATCHBAY_HOME, or the platform's place for an app's data. */
export function homeFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env.PATCHBAY_HOME) return env.PATCHBAY_HOME
  const user = homedir()
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(user, 'AppData', 'Local'), 'Patchbay')
  if (platform === 'darwin') return join(user, 'Library', 'Application Support', 'Patchbay')
  return join(env.XDG_DATA_HOME ?? join(user, '.local', 'share'), 'patchbay')
}

export const databaseFile = (home: string): string => join(home, 'patchbay.db')

/** Where a run keeps its graph, its plan, its log and its checkpoints. */
export const runFolder = (home: string, run: string): string => join(home, 'runs', run)
