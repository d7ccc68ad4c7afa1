import { after } from 'node:test'

// Loaded before every test file. All its tests are done when this runs; whoever closed what they opened is gone
// long before the time is up.
const patience = 5000

after(() => {
  setTimeout(() => {
    const open = process.getActiveResourcesInfo().filter((kind) => kind !== 'PipeWrap')
    process.stderr.write(
      `Still running ${patience / 1000} s after the last test; left open: ${open.join(', ')}\n`,
    )
    process.exit(1)
  }, patience).unref()
})
