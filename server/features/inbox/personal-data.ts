import type { PersonalData } from '#platform/feature.ts'
import { personalData as conversations } from './conversations/personal-data.ts'
import { personalData as landing } from './landing/personal-data.ts'
import { personalData as media } from './media/personal-data.ts'
import { personalData as messages } from './messages/personal-data.ts'

export const personalData: readonly PersonalData[] = [...conversations, ...messages, ...media, ...landing]
