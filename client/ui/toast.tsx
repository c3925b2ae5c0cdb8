import { Button } from './button.tsx';

interface ToastProps {
  readonly words: string;
  readonly action: string;
  readonly onPress: () => void;
  /** Puts it away: it lies above what stands at the foot of the page. */
  readonly onLater: () => void;
}

/** Only for a new version, for installing, or for an undo that would scroll away. All else is said where the finger is. */
export function Toast({ words, action, onPress, onLater }: ToastProps) {
  return (
    <div class="toast" role="status">
      <span class="grow">{words}</span>
      <div class="row">
        <Button onPress={onLater}>Later</Button>
        <Button onPress={onPress}>{action}</Button>
      </div>
    </div>
  );
}
