import { FileSearch } from 'lucide-react'
import type { Feature } from '../../app/feature.ts'

export const audit: Feature = {
  name: 'audit',
  commands: [
    {
      id: 'verify-audit',
      to: '/settings/audit/verification',
      icon: FileSearch,
      label: { pt: 'Verificar a auditoria', en: 'Verify the audit log' },
      permission: 'audit:read',
    },
  ],
}
