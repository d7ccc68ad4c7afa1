import { DomainError } from '#platform/errors.ts'
import type { MediaComplaint } from '../../../channels/whatsapp-cloud/compose/limits.ts'
import type { Kind } from './media.ts'

/** What a channel would refuse minutes later with a number, in words and at once. */
export function refusedAs(complaint: MediaComplaint, kind: Kind, type: string): DomainError {
  switch (complaint.code) {
    case 'empty':
      return new DomainError(422, 'empty_file', 'This file is empty.')
    case 'too_large':
      return new DomainError(
        413,
        'too_large',
        `As ${articled[kind]} it may have ${readable(complaint.maxBytes)}.`,
      )
    case 'wrong_type':
      return new DomainError(
        415,
        'type_not_accepted',
        `A file of the type ${type} cannot be sent as ${articled[kind]}; these can: ${complaint.allowed.join(', ')}.`,
      )
  }
}

export const unreadable = (type: string) =>
  new DomainError(
    415,
    'cannot_convert',
    `This picture (${type}) is damaged or too large to be read here. Save it as JPEG or PNG and try again.`,
  )
export const animated = () =>
  new DomainError(
    415,
    'animated',
    'Moving pictures are not sent as an image. Save it as an MP4 video and try again.',
  )
export const notOpus = () =>
  new DomainError(
    415,
    'not_opus',
    'Audio in an Ogg file is taken only if it is Opus. Record or save it again as Opus.',
  )
export const notMono = () =>
  new DomainError(415, 'not_mono', 'Ogg audio is taken with one channel only. Save it as mono and try again.')

const articled: Record<Kind, string> = {
  image: 'an image',
  video: 'a video',
  audio: 'audio',
  document: 'a document',
  sticker: 'a sticker',
}

const readable = (bytes: number): string =>
  bytes >= 1_000_000 ? `${Math.floor(bytes / 1_000_000)} MB` : `${Math.floor(bytes / 1_000)} kB`
