import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

interface NotReachedProps {
  /** "Stock could not be fetched" */
  readonly title: string;
  /** What is shown instead and how often it was tried: "Showing 10:31 am. Tried 3 times." */
  readonly detail?: string | undefined;
  readonly onRetry: () => void;
  /** What trying again is called. */
  readonly retry?: string;
  readonly retrying?: boolean;
}

/** The server did not answer. Inline: what is known stays on the screen. */
export function NotReached({ title, detail, onRetry, retry = 'Try again', retrying = false }: NotReachedProps) {
  return (
    <div class="card not-reached" role="status">
      <p class="row strong">
        <Icon name="info" /> {title}
      </p>
      {detail !== undefined && <p class="second">{detail}</p>}
      <Button icon="retry" sending={retrying} onPress={onRetry}>
        {retry}
      </Button>
    </div>
  );
}
