import type { ComponentProps } from 'preact';
import { PASSWORD_MAX } from '#contracts/limits.ts';
import { TextField } from '../ui/field.tsx';

type PresentPasswordProps = Omit<ComponentProps<typeof TextField>, 'type' | 'filled' | 'maxLength'>;

/** The password that somebody has, to show who they are. */
export function PresentPassword(props: PresentPasswordProps) {
  return <TextField {...props} type="password" filled="current-password" maxLength={PASSWORD_MAX} />;
}
