import type { Letter } from '#platform/mail.ts'

type Link = { name: string; url: string; expiresAt: Date }
type Text = (link: Link) => Pick<Letter, 'subject' | 'text'>

/** Without the hour, and the day as it is in Brazil: the time zone of whoever reads it is not known. */
const dayIn = (locale: string, day: Date) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'America/Sao_Paulo' }).format(day)

export const invitationText: Record<'pt-BR' | 'en', Text> = {
  'pt-BR': ({ name, url, expiresAt }) => ({
    subject: 'Seu convite para o Prosa',
    text: `Olá, ${name}.

Este é o seu convite para trabalhar no Prosa. Escolha sua senha neste endereço:

${url}

Ele vale até ${dayIn('pt-BR', expiresAt)} e funciona uma única vez.
`,
  }),
  en: ({ name, url, expiresAt }) => ({
    subject: 'Your invitation to Prosa',
    text: `Hello ${name},

You are invited to work in Prosa. Choose your password at this address:

${url}

It is valid until ${dayIn('en', expiresAt)} and works once.
`,
  }),
}

export const passwordResetText: Record<'pt-BR' | 'en', Text> = {
  'pt-BR': ({ name, url }) => ({
    subject: 'Nova senha do Prosa',
    text: `Olá, ${name}.

Alguém pediu uma nova senha para a sua conta no Prosa. Se foi você, escolha-a neste endereço:

${url}

Ele vale por uma hora e funciona uma única vez. Se não foi você, ignore este e-mail: nada muda.
`,
  }),
  en: ({ name, url }) => ({
    subject: 'Your new Prosa password',
    text: `Hello ${name},

Somebody asked for a new password for your account in Prosa. If it was you, choose it at this address:

${url}

It is valid for one hour and works once. If it was not you, ignore this e-mail: nothing changes.
`,
  }),
}
