import type { Feature } from '#platform/feature.ts'
import { collectDeliveries } from './collecting/jobs.ts'
import { letGoOfDeliveries, replayBatch } from './deliveries/jobs.ts'
import { deliveryRoutes } from './deliveries/routes.ts'
import { deliverWebhooks } from './delivering/jobs.ts'
import { endpointRoutes } from './endpoints/routes.ts'
import { personalData } from './personal-data.ts'

/** Tells other systems what happened: signed, tried again, and once more on request (Standard Webhooks). */
export const webhooks = {
  name: 'webhooks',
  routes: (all) => {
    const http = all.tag('Webhooks')
    endpointRoutes(http)
    deliveryRoutes(http)
  },
  jobs: [deliverWebhooks, replayBatch],
  schedules: [
    // Begins anew what should go on by itself.
    { name: 'webhooks.collect', crontab: '* * * * *', job: collectDeliveries },
    { name: 'webhooks.let_go', crontab: '40 4 * * *', job: letGoOfDeliveries },
  ],
  personalData,
} satisfies Feature
