import type { Readable } from 'node:stream'
import type { Outbound } from '#platform/outbound/index.ts'
import type { Sent, ToSend } from '../../channel.ts'
import {
  type BusinessAccount,
  debugToken,
  isSubscribed,
  readAccount,
  subscribe,
  type TokenFacts,
  unsubscribe,
} from './account.ts'
import type { Access } from './ask.ts'
import { downloadMedia } from './media/download.ts'
import { deleteMedia, type FoundMedia, findMedia, type MediaName } from './media/find.ts'
import { type FileToUpload, type Uploaded, uploadMedia } from './media/upload.ts'
import { type HistoryEvent, markRead, messageHistory } from './messages.ts'
import { type BusinessNumber, listNumbers, readNumber } from './numbers.ts'
import { send } from './send.ts'

export type { BusinessAccount, TokenFacts } from './account.ts'
export type { Access } from './ask.ts'
export { ChannelError } from './failure.ts'
export type { FoundMedia, MediaName } from './media/find.ts'
export type { FileToUpload, Uploaded } from './media/upload.ts'
export type { HistoryEvent } from './messages.ts'
export type { BusinessNumber } from './numbers.ts'

/** What one account can ask of Meta. Only `send` never fails: everything else may with a ChannelError. */
export type Graph = {
  send: (message: ToSend, signal?: AbortSignal) => Promise<Sent>
  markRead: (number: string, providerId: string, how: { typing: boolean }) => Promise<void>
  messageHistory: (number: string, providerId: string) => Promise<HistoryEvent[]>
  uploadMedia: (number: string, file: FileToUpload) => Promise<Uploaded>
  findMedia: (number: string, providerId: string) => Promise<FoundMedia>
  /** With the name of the file an address that is no longer good is replaced once. */
  downloadMedia: (url: string, name?: MediaName) => Promise<Readable>
  deleteMedia: (number: string, providerId: string) => Promise<void>
  readAccount: (wabaId: string) => Promise<BusinessAccount>
  listNumbers: (wabaId: string) => Promise<BusinessNumber[]>
  readNumber: (id: string) => Promise<BusinessNumber>
  subscribe: (wabaId: string, to?: { callback?: string; verifyToken?: string }) => Promise<void>
  unsubscribe: (wabaId: string) => Promise<void>
  isSubscribed: (wabaId: string, appId?: string) => Promise<boolean>
  debugToken: () => Promise<TokenFacts>
}

export function openGraph(access: Access, outbound: Outbound): Graph {
  const line = { access, outbound }
  return {
    send: (message, signal) => send(line, message, signal),
    markRead: (number, providerId, how) => markRead(line, number, providerId, how),
    messageHistory: (number, providerId) => messageHistory(line, number, providerId),
    uploadMedia: (number, file) => uploadMedia(line, number, file),
    findMedia: (number, providerId) => findMedia(line, number, providerId),
    downloadMedia: (url, name) => downloadMedia(line, url, name),
    deleteMedia: (number, providerId) => deleteMedia(line, number, providerId),
    readAccount: (wabaId) => readAccount(line, wabaId),
    listNumbers: (wabaId) => listNumbers(line, wabaId),
    readNumber: (id) => readNumber(line, id),
    subscribe: (wabaId, to) => subscribe(line, wabaId, to),
    unsubscribe: (wabaId) => unsubscribe(line, wabaId),
    isSubscribed: (wabaId, appId) => isSubscribed(line, wabaId, appId),
    debugToken: () => debugToken(line),
  }
}
