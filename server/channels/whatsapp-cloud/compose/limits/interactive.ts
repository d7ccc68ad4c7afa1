import type { Interactive } from '#contract/messages.ts'
import type { FieldError } from '#platform/errors.ts'
import { complaint, list, noLonger, unique, written } from './complaint.ts'

type Of<Kind extends Interactive['kind']> = Extract<Interactive, { kind: Kind }>
type Row = Of<'list'>['sections'][number]['rows'][number]

const at = '/interactive'
const mostRows = 10

export function interactiveComplaints(interactive: Interactive): FieldError[] {
  const frame = frameComplaints(interactive)
  switch (interactive.kind) {
    case 'buttons':
      return [...frame, ...buttonsComplaints(interactive)]
    case 'list':
      return [...frame, ...listComplaints(interactive)]
    case 'link':
      return [...frame, ...linkComplaints(interactive)]
    case 'flow':
      return [
        ...frame,
        ...written(`${at}/label`, interactive.label, 30),
        ...written(`${at}/flowId`, interactive.flowId, 64),
      ]
    case 'ask_location':
    case 'ask_contact':
      return frame
  }
}

const frameComplaints = (interactive: Interactive): FieldError[] => [
  ...('header' in interactive ? noLonger(`${at}/header`, interactive.header, 60) : []),
  ...written(`${at}/body`, interactive.body, interactive.kind === 'list' ? 4096 : 1024),
  ...('footer' in interactive ? noLonger(`${at}/footer`, interactive.footer, 60) : []),
]

const buttonsComplaints = ({ buttons }: Of<'buttons'>): FieldError[] => [
  ...list(`${at}/buttons`, buttons, 3),
  ...buttons.flatMap(({ id, title }, index) => [
    ...written(`${at}/buttons/${index}/id`, id, 256),
    ...written(`${at}/buttons/${index}/title`, title, 20),
  ]),
  ...unique(
    buttons.map(({ id }) => id),
    (index) => `${at}/buttons/${index}/id`,
  ),
  ...unique(
    buttons.map(({ title }) => title),
    (index) => `${at}/buttons/${index}/title`,
  ),
]

const linkComplaints = ({ label, url }: Of<'link'>): FieldError[] => [
  ...written(`${at}/label`, label, 20),
  ...noLonger(`${at}/url`, url, 2000),
  ...(/^https?:\/\//i.test(url)
    ? []
    : [complaint(`${at}/url`, 'invalid_format', 'This is not an http:// or https:// address.')]),
]

function listComplaints({ button, sections }: Of<'list'>): FieldError[] {
  const rows = sections.flatMap((section, s) =>
    section.rows.map((row, r) => ({ row, pointer: `${at}/sections/${s}/rows/${r}` })),
  )
  return [
    ...written(`${at}/button`, button, 20),
    ...list(`${at}/sections`, sections, 10),
    ...sections.flatMap((section, index) => sectionComplaints(section, index, sections.length)),
    ...(rows.length > mostRows
      ? [complaint(`${at}/sections`, 'too_big', `At most ${mostRows} rows in all sections together.`)]
      : []),
    ...rows.flatMap(({ row, pointer }) => rowComplaints(row, pointer)),
    ...unique(
      rows.map(({ row }) => row.id),
      (index) => `${rows[index]?.pointer}/id`,
    ),
  ]
}

const sectionComplaints = (
  { title, rows }: Of<'list'>['sections'][number],
  index: number,
  of: number,
): FieldError[] => [
  ...(of > 1 ? written(`${at}/sections/${index}/title`, title ?? '', 24) : []),
  ...(of === 1 ? noLonger(`${at}/sections/${index}/title`, title, 24) : []),
  ...(rows.length === 0 ? list(`${at}/sections/${index}/rows`, rows, mostRows) : []),
]

const rowComplaints = ({ id, title, description }: Row, pointer: string): FieldError[] => [
  ...written(`${pointer}/id`, id, 200),
  ...written(`${pointer}/title`, title, 24),
  ...noLonger(`${pointer}/description`, description, 72),
]
