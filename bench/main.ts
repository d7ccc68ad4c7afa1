import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { faults } from './faults.ts'
import { type Bench, isMet, printTable } from './figure.ts'
import { house } from './house.ts'
import { spine } from './spine.ts'

const benches: Bench[] = [house, spine, faults]

/** `npm run bench` measures everything; `npm run bench -- house` one of them. */
async function main(asked: string | undefined): Promise<number> {
  const chosen = benches.filter(({ name }) => !asked || name === asked)
  if (chosen.length === 0)
    throw new Error(`There is no bench "${asked}"; there are: ${benches.map(({ name }) => name).join(', ')}`)
  let missed = 0
  for (const { name, measure } of chosen) {
    console.log(`\n${name}`)
    const figures = await measure((line) => console.log(`  … ${line}`))
    printTable(figures)
    missed += figures.filter((figure) => !isMet(figure)).length
    await write(name, {
      at: new Date(),
      machine: machine(),
      figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
    })
  }
  return missed > 0 ? 1 : 0
}

const machine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
})

async function write(name: string, result: object): Promise<void> {
  const folder = new URL('results/', import.meta.url)
  await mkdir(folder, { recursive: true })
  const file = new URL(`${name}.json`, folder)
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`)
  console.log(`  written to ${fileURLToPath(file)}`)
}

process.exitCode = await main(process.argv[2])
