import type { Ctx } from '#platform/context.ts'
import type { InboundMedia } from '../../../channels/channel.ts'

export const findMedia = ({ db }: Ctx, id: string) =>
  db
    .selectFrom('media')
    .select(['number_id', 'name', 'type', 'hash', 'provider_id', 'provider_until'])
    // The check of the table allows these five.
    .select((from) => from.ref('kind').$castTo<InboundMedia['kind']>().as('kind'))
    .where('id', '=', id)
    .executeTakeFirst()

export const keepProviderId = (
  { db }: Ctx,
  id: string,
  { numberId, providerId, until }: { numberId: string; providerId: string; until: Date },
) =>
  db
    .updateTable('media')
    .set({ number_id: numberId, provider_id: providerId, provider_until: until })
    .where('id', '=', id)
    .execute()
