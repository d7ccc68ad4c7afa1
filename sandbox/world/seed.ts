import { newPerson } from './customers.ts'
import { newAccessToken, newNumericId, newSecret } from './ids.ts'
import { firstPeople } from './people.ts'
import type { State } from './saved.ts'
import { firstTemplates } from './templates.ts'

/** A business with two numbers, approved by Meta, subscribed, and with nobody listening yet. */
export const firstState = (): State => ({
  account: {
    accessToken: newAccessToken(),
    appId: newNumericId(),
    appSecret: newSecret(16),
    verifyToken: newSecret(12),
    wabaId: newNumericId(),
    businessId: newNumericId(),
    numbers: [
      { id: newNumericId(), phone: '+551150391000', name: 'Clínica Centro' },
      { id: newNumericId(), phone: '+551150392000', name: 'Clínica Jardins' },
    ],
    callback: null,
    override: null,
    subscribed: true,
    blocked: {},
    pins: {},
  },
  customers: firstPeople.map(newPerson),
  media: [],
  templates: firstTemplates(),
})
