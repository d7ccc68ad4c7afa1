import { open } from 'node:fs/promises'

/** Makes sure that a file which was just given its name in this folder keeps it when the power fails. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder, and keeps its names safe by itself.
  if (process.platform === 'win32') return
  const folder = await open(path)
  await folder.sync().finally(() => folder.close())
}
