import { Button } from '../../../ui/controls/Button.tsx'
import { useWords } from '../words.ts'

type Props = { onStay: () => void; onLeave: () => void }

export function LeaveButtons({ onStay, onLeave }: Props) {
  const say = useWords()
  return (
    <>
      <Button onClick={onStay}>{say('handedLink.stay')}</Button>
      <Button variant="danger" onClick={onLeave}>
        {say('handedLink.leave')}
      </Button>
    </>
  )
}
