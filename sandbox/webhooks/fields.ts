import type { World } from '../world/world.ts'

/** A webhook about anything but messages. */
export function postField({ outbox }: Pick<World, 'outbox'>, field: string, whole: unknown): void {
  outbox.add({ lane: `field ${field}`, item: field, field, value: { whole } })
}
