import type { Permission } from '#contract/permissions.ts'
import { wordsFor } from '../../../app/i18n.ts'
import { en } from './words-en.ts'

export type Noun = Permission extends `${infer N}:${string}` ? N : never
type VerbOf<N extends Noun> = Extract<Permission, `${N}:${string}`> extends `${N}:${infer V}` ? V : never
/** A sentence for every permission there is: one without a sentence does not compile. */
export type Meanings = { [N in Noun]: { [V in VerbOf<N>]: string } }

const can: Meanings = {
  profile: {
    read: 'Ler o próprio perfil e as próprias sessões',
    update: 'Mudar o próprio perfil e a própria senha',
  },
  operators: {
    read: 'Ver nomes e presença da equipe',
    'read-details': 'Ver e-mail, capacidade e último acesso de cada pessoa',
    'update-own': 'Marcar presença e receber conversas como atendente',
    create: 'Convidar e criar atendentes',
    update: 'Alterar papel, dados e acesso de atendentes',
    delete: 'Remover atendentes da equipe',
  },
  'api-keys': {
    read: 'Ver quais chaves existem',
    create: 'Criar outras chaves, até o limite das próprias permissões',
    revoke: 'Revogar chaves, inclusive esta',
  },
  accounts: {
    read: 'Ver contas de WhatsApp e números',
    manage: 'Conectar, alterar e remover contas e números',
  },
  contacts: {
    read: 'Ver contatos',
    'read-details': 'Ver CPF ou CNPJ inteiro dos contatos',
    create: 'Criar contatos',
    update: 'Alterar e bloquear contatos',
    merge: 'Juntar contatos e desfazer junções',
    delete: 'Remover contatos',
  },
  conversations: {
    read: 'Ver as próprias conversas e as que ninguém pegou',
    'read-all': 'Ver as conversas de todos',
    reply: 'Começar conversas e enviar mensagens',
    assign: 'Atribuir conversas',
    close: 'Encerrar conversas',
  },
  tabulations: {
    read: 'Ver as tabulações',
    manage: 'Criar, alterar e remover tabulações',
  },
  webhooks: {
    read: 'Ver os webhooks e o que foi entregue',
    manage: 'Criar webhooks, que recebem todos os eventos pedidos, e reenviar avisos',
  },
  settings: {
    read: 'Ver as configurações',
    inbox: 'Mudar as configurações do atendimento',
    security: 'Mudar a política de segurança e o tempo de guarda da auditoria',
  },
  audit: { read: 'Ler e verificar a auditoria', export: 'Exportar a auditoria inteira' },
  operations: { read: 'Ver o estado do servidor' },
  queues: {
    read: 'Ver as tarefas em segundo plano',
    manage: 'Repetir, cancelar e descartar tarefas',
  },
}

const noun: Record<Noun, string> = {
  profile: 'Perfil',
  operators: 'Equipe',
  'api-keys': 'Chaves de API',
  accounts: 'Contas e números',
  contacts: 'Contatos',
  conversations: 'Conversas',
  tabulations: 'Tabulações',
  webhooks: 'Webhooks',
  settings: 'Configurações',
  audit: 'Auditoria',
  operations: 'Servidor',
  queues: 'Tarefas',
}

export const pt = { can, noun }

export const { useWords, say } = wordsFor('permissions', { pt, en })
