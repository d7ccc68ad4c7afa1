import type { EventName } from '#contract/events.ts'
import { wordsFor } from '../../../app/i18n.ts'
import { en } from './words-en.ts'

type Noun = EventName extends `${infer N}.${string}` ? N : never
type ActOf<N extends Noun> = Extract<EventName, `${N}.${string}`> extends `${N}.${infer Act}` ? Act : never
/** A sentence for every event there is: one without a sentence does not compile. */
export type Sentences = { [N in Noun]: { [Act in ActOf<N>]: string } }

const event: Sentences = {
  instance: { started: 'O Prosa foi iniciado' },
  person: {
    created: '{{who}} criou o acesso de {{whom}}',
    invited: '{{who}} convidou {{whom}}',
    joined: '{{whom}} aceitou o convite',
    updated: '{{who}} alterou os dados de {{whom}}',
    removed: '{{who}} removeu {{whom}} da equipe',
    role_changed: '{{who}} trocou o papel de {{whom}}',
    signed_in: '{{whom}} entrou',
    sign_in_failed: 'Uma tentativa de entrar como {{whom}} falhou',
    signed_out: '{{whom}} saiu',
    locked: 'O acesso de {{whom}} foi bloqueado',
    unlocked: '{{who}} desbloqueou o acesso de {{whom}}',
    password_changed: '{{whom}} trocou a própria senha',
    password_reset_requested: '{{who}} gerou um link de nova senha para {{whom}}',
    password_reset: '{{whom}} escolheu uma nova senha por link',
    second_factor_enabled: '{{whom}} ativou a verificação em duas etapas',
    second_factor_disabled: '{{who}} desativou a verificação em duas etapas de {{whom}}',
    recovery_code_used: '{{whom}} entrou com um código de recuperação',
    recovery_codes_renewed: '{{whom}} gerou novos códigos de recuperação',
    session_ended: 'Uma sessão de {{whom}} terminou',
    token_issued: '{{whom}} recebeu um token de acesso à API',
    presence_changed: '{{whom}} mudou a presença',
  },
  api_key: {
    created: '{{who}} criou a chave de API {{whom}}',
    revoked: '{{who}} revogou a chave de API {{whom}}',
    refused: 'A chave de API {{whom}} foi recusada',
  },
  account: {
    connected: '{{who}} conectou uma conta de WhatsApp',
    updated: '{{who}} alterou uma conta de WhatsApp',
    removed: '{{who}} removeu uma conta de WhatsApp',
    trouble_found: 'Uma conta de WhatsApp apresentou um problema',
    recovered: 'Uma conta de WhatsApp voltou a funcionar',
  },
  number: {
    added: '{{who}} adicionou um número',
    updated: '{{who}} alterou um número',
    removed: '{{who}} removeu um número',
    paused: '{{who}} pausou um número',
    resumed: '{{who}} retomou um número',
    trouble_found: 'Um número apresentou um problema',
    recovered: 'Um número voltou a funcionar',
  },
  provider: { notified: 'O provedor do canal enviou um aviso' },
  contact: {
    created: '{{who}} criou um contato',
    updated: '{{who}} alterou um contato',
    removed: '{{who}} removeu um contato',
    merged: '{{who}} juntou dois contatos',
    merge_undone: '{{who}} desfez a junção de dois contatos',
    blocked: '{{who}} bloqueou um contato',
    unblocked: '{{who}} desbloqueou um contato',
    appeared: 'Um contato novo escreveu',
    identity_changed: 'Um contato trocou de número',
  },
  conversation: {
    started: 'Uma conversa começou',
    queued: 'Uma conversa entrou na fila',
    read: '{{who}} leu uma conversa',
    assigned: '{{who}} atribuiu uma conversa',
    closed: '{{who}} encerrou uma conversa',
  },
  message: {
    received: 'Uma mensagem chegou',
    queued: '{{who}} enviou uma mensagem',
    updated: 'Uma mensagem mudou de situação',
  },
  media: { settled: 'Uma mídia foi recebida ou falhou' },
  tabulation: {
    created: '{{who}} criou uma tabulação',
    updated: '{{who}} alterou uma tabulação',
    removed: '{{who}} removeu uma tabulação',
  },
  parked_item: {
    replayed: '{{who}} mandou processar de novo um item retido',
    dismissed: '{{who}} descartou um item retido',
  },
  delivery: {
    retried: '{{who}} mandou reenviar uma mensagem',
    cancelled: '{{who}} cancelou o envio de uma mensagem',
  },
  webhook_endpoint: {
    created: '{{who}} criou um webhook',
    updated: '{{who}} alterou um webhook',
    removed: '{{who}} removeu um webhook',
    replayed: '{{who}} mandou reenviar avisos de um webhook',
    failing: 'Um webhook parou de responder e foi suspenso',
  },
  settings: { changed: '{{who}} mudou configurações' },
  audit: {
    exported: '{{who}} exportou a auditoria',
    verified: 'A auditoria foi verificada e está íntegra',
    broken: 'A verificação encontrou a auditoria alterada',
    let_go: 'Registros antigos da auditoria foram descartados',
  },
  secrets: { rotated: '{{who}} trocou as chaves de criptografia' },
  job: {
    retried: '{{who}} mandou repetir uma tarefa',
    cancelled: '{{who}} cancelou uma tarefa',
  },
}

/** Where the same event reads better another way: by its reason, by who did it, by what it was done to. */
const variant = {
  person: {
    created: { first_administrator: 'O primeiro administrador, {{whom}}, foi criado' },
    updated: { self: '{{who}} alterou o próprio perfil' },
    role_changed: { self: '{{who}} trocou o próprio papel' },
    sign_in_failed: {
      unknown: 'Alguém tentou entrar com um e-mail desconhecido',
      self: '{{who}} errou a senha ou o código ao confirmar uma mudança',
    },
    unlocked: { password_reset: 'O acesso de {{whom}} foi desbloqueado pela nova senha' },
    password_reset_requested: {
      unknown: 'Um link de nova senha foi pedido para um e-mail desconhecido',
      anonymous: 'Um link de nova senha foi pedido para {{whom}}',
      self: '{{who}} gerou um link de nova senha para si',
    },
    second_factor_disabled: { self: '{{who}} desativou a própria verificação em duas etapas' },
    session_ended: {
      signed_out: 'A sessão de {{whom}} terminou ao sair',
      ended_by_owner: '{{whom}} encerrou uma das próprias sessões',
      expired: 'Uma sessão de {{whom}} expirou',
      password_changed: 'Uma sessão de {{whom}} terminou com a troca da senha',
      password_reset: 'Uma sessão de {{whom}} terminou com a nova senha',
      role_changed: 'Uma sessão de {{whom}} terminou com a mudança de papel',
      removed: 'Uma sessão de {{whom}} terminou com a saída da equipe',
      crowded: 'A sessão mais antiga de {{whom}} deu lugar a uma nova',
    },
  },
  api_key: {
    refused: {
      revoked: 'A chave de API {{whom}}, já revogada, foi recusada',
      expired: 'A chave de API {{whom}}, vencida, foi recusada',
    },
  },
  webhook_endpoint: {
    updated: {
      paused: '{{who}} pausou um webhook',
      resumed: '{{who}} retomou um webhook',
      secret_rotated: '{{who}} trocou o segredo de um webhook',
    },
    failing: { gone: 'Um webhook respondeu que não existe mais e foi suspenso' },
  },
  settings: {
    changed: {
      security: '{{who}} mudou a política de segurança',
      audit: '{{who}} mudou por quanto tempo a auditoria é guardada',
    },
  },
  secrets: { rotated: { root: '{{who}} trocou a chave mestra do servidor' } },
  job: { cancelled: { discarded: '{{who}} descartou uma tarefa parada' } },
}

export const pt = {
  event,
  variant,
  /** Names of acts that this version does not know. */
  other: '{{who}}: {{name}}',
  group: {
    access: 'Entradas e sessões',
    team: 'Equipe',
    credentials: 'Senhas e duas etapas',
    keys: 'Chaves de API',
    accounts: 'Contas e números',
    contacts: 'Contatos',
    conversations: 'Conversas',
    webhooks: 'Webhooks',
    settings: 'Configurações',
    audit: 'Auditoria',
    system: 'Sistema',
  },
  who: {
    person: 'Alguém que já foi excluído',
    api_key: 'A chave de API {{name}}',
    api_key_env: 'A chave de API do ambiente',
    api_key_gone: 'Uma chave de API excluída',
    assistant: 'O assistente',
    system: 'O Prosa',
    contact: 'Um contato',
    anonymous: 'Alguém sem entrar',
  },
  whom: { gone: 'alguém que já foi excluído', unnamed: 'sem nome' },
  detail: {
    role: 'Papel: {{role}}',
    roles: 'De {{from}} para {{to}}',
    until: 'Até {{at}}',
    scopes_one: '{{count}} permissão',
    scopes_other: '{{count}} permissões',
    format: 'Em {{format}}',
    filtered: 'com filtros',
    entries_one: '{{shown}} registro',
    entries_other: '{{shown}} registros',
    brokenAt: 'A partir do registro nº {{seq}}',
    resealed_one: '{{shown}} valor cifrado de novo',
    resealed_other: '{{shown}} valores cifrados de novo',
  },
  reason: {
    wrong_password: 'Senha errada',
    wrong_code: 'Código errado',
    locked: 'Acesso bloqueado naquele momento',
  },
  field: {
    name: 'nome',
    email: 'e-mail',
    capacity: 'capacidade',
    locale: 'idioma',
    theme: 'tema',
    url: 'endereço',
    description: 'descrição',
    events: 'eventos',
    welcomed: 'boas-vindas',
    sessionIdleMinutes: 'tempo parado até sair',
    sessionAbsoluteHours: 'duração máxima da sessão',
    lockAfterFailures: 'tentativas até bloquear',
    lockMinutes: 'duração do bloqueio',
    secondFactorRequiredFor: 'duas etapas obrigatórias',
    passwordMinLength: 'tamanho mínimo da senha',
    keepMonths: 'tempo de guarda',
  },
}

export const { useWords, say } = wordsFor('acts', { pt, en })
