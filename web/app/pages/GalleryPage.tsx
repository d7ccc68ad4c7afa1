import { Gallery } from '../../ui/gallery/Gallery.tsx'
import { setLanguage, useLanguage } from '../i18n.ts'
import { isDark, setTheme, useTheme } from '../theme.ts'

export default function GalleryPage() {
  useTheme()
  return (
    <Gallery
      language={useLanguage()}
      onLanguage={setLanguage}
      theme={isDark() ? 'dark' : 'light'}
      onTheme={setTheme}
    />
  )
}
