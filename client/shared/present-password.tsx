import type { ComponentProps } from 'preact';
import { PASSWORD_MAX } from '#contracts/limits.ts';
import { TextField } from '../ui/field.tsx';

type PresentPasswordProps = Omit<ComponentProps<typeof TextField>, 'type' | 'autoComplete' | 'maxLength'>;

/** The password that somebody has, to show who they are. */
export function PresentPassword(props: PresentPasswordProps) {
  return <TextField {...props} type="password" autoComplete="current-password" maxLength={PASSWORD_MAX} />;
}
