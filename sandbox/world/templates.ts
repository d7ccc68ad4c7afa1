import { newNumericId } from './ids.ts'

export type Button = {
  type: string
  text?: string
  url?: string
  phone_number?: string
  otp_type?: string
  example?: unknown
  [key: string]: unknown
}
export type Component = {
  type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS'
  format?: string
  text?: string
  buttons?: Button[]
  example?: unknown
  [key: string]: unknown
}
export type Template = {
  id: string
  name: string
  language: string
  category: string
  status: string
  parameter_format: 'POSITIONAL' | 'NAMED'
  components: Component[]
  rejected_reason: string
}

/** Those that any account has once somebody played with it: approved in several makes, one pending, one rejected. */
export const firstTemplates = (): Template[] => [
  template(
    'hello_world',
    'UTILITY',
    [
      { type: 'HEADER', format: 'TEXT', text: 'Hello World' },
      { type: 'BODY', text: 'Welcome and congratulations. This message shows that you can send templates.' },
      { type: 'FOOTER', text: 'WhatsApp Business Platform' },
    ],
    { language: 'en_US' },
  ),
  template('lembrete_consulta', 'UTILITY', [
    {
      type: 'BODY',
      text: 'Olá, {{1}}. Lembramos da sua consulta em {{2}}. Você confirma?',
      example: { body_text: [['Beatriz', '27/11 às 14:00']] },
    },
    { type: 'FOOTER', text: 'Clínica Centro' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: 'Confirmar' },
        { type: 'QUICK_REPLY', text: 'Remarcar' },
      ],
    },
  ]),
  template(
    'retomar_conversa',
    'UTILITY',
    [
      {
        type: 'BODY',
        text: 'Oi, {{nome}}. Podemos continuar o seu atendimento por aqui?',
        example: { body_text_named_params: [{ param_name: 'nome', example: 'Beatriz' }] },
      },
    ],
    { parameter_format: 'NAMED' },
  ),
  template('promocao_do_mes', 'MARKETING', [
    {
      type: 'HEADER',
      format: 'IMAGE',
      example: { header_handle: ['4::aW1hZ2UvanBlZw=='] },
    },
    {
      type: 'BODY',
      text: 'Olá, {{1}}! Neste mês a limpeza de pele está com {{2}} de desconto. Vamos marcar?',
      example: { body_text: [['Beatriz', '20 por cento']] },
    },
    { type: 'FOOTER', text: 'Para não receber mais, toque em Sair' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'URL', text: 'Ver horários', url: 'https://example.com/agenda/{{1}}', example: ['abc'] },
        { type: 'QUICK_REPLY', text: 'Sair' },
      ],
    },
  ]),
  template('codigo_de_acesso', 'AUTHENTICATION', [
    {
      type: 'BODY',
      text: '*{{1}}* é seu código de verificação. Para sua segurança, não o compartilhe.',
      add_security_recommendation: true,
      example: { body_text: [['123456']] },
    },
    {
      type: 'BUTTONS',
      buttons: [
        {
          type: 'URL',
          otp_type: 'COPY_CODE',
          text: 'Copiar código',
          url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}',
        },
      ],
    },
  ]),
  template(
    'pesquisa_satisfacao',
    'UTILITY',
    [{ type: 'BODY', text: 'De 0 a 10, quanto você recomendaria a Clínica Centro?' }],
    { status: 'PENDING' },
  ),
  template(
    'oferta_relampago',
    'MARKETING',
    [{ type: 'BODY', text: 'Só hoje: tudo pela metade do preço. Corra!' }],
    { status: 'REJECTED', rejected_reason: 'PROMOTIONAL' },
  ),
]

const template = (
  name: string,
  category: string,
  components: Component[],
  rest: Partial<Template> = {},
): Template => ({
  id: newNumericId(16),
  name,
  language: 'pt_BR',
  category,
  status: 'APPROVED',
  parameter_format: 'POSITIONAL',
  components,
  rejected_reason: 'NONE',
  ...rest,
})
