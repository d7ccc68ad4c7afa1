import { newNumericId, newSecret } from '../world/ids.ts'

/** What comes with the first message of somebody who tapped an advertisement. */
export function someAdvertisement(): Record<string, unknown> {
  return {
    source_url: `https://fb.me/${newSecret(5)}`,
    source_id: newNumericId(),
    source_type: 'ad',
    headline: 'Limpeza de pele com avaliação gratuita',
    body: 'Agende pelo WhatsApp e ganhe a avaliação. Só neste mês.',
    media_type: 'image',
    image_url: 'https://scontent.xx.fbcdn.net/v/t45.1600-4/anuncio.jpg',
    thumbnail_url: 'https://scontent.xx.fbcdn.net/v/t45.1600-4/anuncio-p.jpg',
    ctwa_clid: `Af${newSecret(40)}`,
    welcome_message: { text: 'Olá! Quer agendar a sua avaliação?' },
  }
}
