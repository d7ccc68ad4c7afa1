import { isValidCnpj } from '@brazilian-utils/brazilian-utils/is-valid-cnpj'
import { isValidCpf } from '@brazilian-utils/brazilian-utils/is-valid-cpf'

/** A CPF or CNPJ as it is kept: without punctuation, in capitals. Null for what is neither. */
export function readDocument(typed: string): string | null {
  const document = typed.replace(/[\s./-]/g, '').toUpperCase()
  if (/^\d{11}$/.test(document)) return isValidCpf(document) ? document : null
  // Since July 2026 a CNPJ may have letters in its first twelve places: that is version 2 of the rule.
  const isCnpj = /^[0-9A-Z]{12}\d{2}$/.test(document) && !/^(.)\1*$/.test(document)
  return isCnpj && isValidCnpj(document, { version: 2 }) ? document : null
}

/** As people write it. */
export const formatDocument = (document: string): string =>
  document.length === 11
    ? document.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4')
    : document.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5')

/** Enough to recognise it together with the person who says it. */
export const maskDocument = (document: string): string =>
  document.length === 11
    ? document.replace(/^...(...)(...)..$/, '***.$1.$2-**')
    : document.replace(/^..(...)(...)......$/, '**.$1.$2/****-**')
