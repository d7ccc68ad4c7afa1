import { type Translation, wordsFor } from '../i18n.ts'

export const pt = {
  more: 'Mostrar mais',
  retry: 'Tentar de novo',
  cancel: 'Cancelar',
  save: 'Salvar',
  done: 'Concluir',
  copy: 'Copiar',
  copied: 'Copiado',
  copyFailed: 'O navegador não deixou copiar. Selecione o texto e copie à mão.',
  actions: 'Ações',
  clearFilters: 'Limpar filtros',
  notLoaded: 'Esta lista não abriu',
  offline: 'Sem conexão',
  offlineWhy: 'Não dá para buscar isto agora. Assim que a conexão voltar, a lista aparece.',
  notRefreshed: 'Não deu para atualizar agora. {{why}}',
  lists: 'Listas',
  search: 'Buscar na lista',
  next: 'Próxima linha',
  previous: 'Linha anterior',
}

export const en: Translation<typeof pt> = {
  more: 'Show more',
  retry: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  done: 'Done',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying. Select the text and copy it by hand.',
  actions: 'Actions',
  clearFilters: 'Clear filters',
  notLoaded: 'This list did not open',
  offline: 'No connection',
  offlineWhy: 'This cannot be fetched now. As soon as the connection is back, the list appears.',
  notRefreshed: 'Could not refresh just now. {{why}}',
  lists: 'Lists',
  search: 'Search the list',
  next: 'Next row',
  previous: 'Previous row',
}

export const { useWords, say } = wordsFor('pieces', { pt, en })
