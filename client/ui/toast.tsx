import { Button } from './button.tsx';

interface ToastProps {
  readonly words: string;
  readonly action: string;
  readonly onPress: () => void;
}

/** Only for a new version, or for an undo that would scroll away. Everything else is said where the finger is. */
export function Toast({ words, action, onPress }: ToastProps) {
  return (
    <div class="toast" role="status">
      <span class="grow">{words}</span>
      <Button onPress={onPress}>{action}</Button>
    </div>
  );
}
