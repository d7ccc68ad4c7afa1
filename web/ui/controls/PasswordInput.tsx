import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './IconButton.tsx'
import { Input, type InputProps } from './Input.tsx'

export type PasswordInputProps = Omit<InputProps, 'type' | 'trailing'> & {
  showLabel: string
  hideLabel: string
}

export function PasswordInput({
  showLabel,
  hideLabel,
  autoComplete = 'current-password',
  ...rest
}: PasswordInputProps) {
  const [visible, setVisible] = useState(false)
  return (
    <Input
      type={visible ? 'text' : 'password'}
      autoComplete={autoComplete}
      spellCheck={false}
      trailing={
        <IconButton
          icon={visible ? EyeOff : Eye}
          label={visible ? hideLabel : showLabel}
          size="sm"
          tooltip={false}
          className="pointer-coarse:size-9"
          onClick={() => setVisible(!visible)}
        />
      }
      {...rest}
    />
  )
}
