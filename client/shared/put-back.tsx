import { onlineOnly } from '../sync/online.ts';
import type { Sending } from '../sync/use-command.ts';
import { Button } from '../ui/button.tsx';
import { NotDone } from '../ui/not-done.tsx';

interface PutBackProps<Payload> {
  readonly command: Sending<[payload: Payload], unknown>;
  readonly wish: Payload;
  readonly label?: string;
}

/** What was taken off a list is wanted again. */
export function PutBack<Payload>({ command, wish, label = 'Put back on the list' }: PutBackProps<Payload>) {
  return (
    <div>
      <Button
        icon="undo"
        sending={command.sending}
        disabledBecause={onlineOnly()}
        onPress={() => void command.run(wish)}
      >
        {label}
      </Button>
      <NotDone problem={command.problem} />
    </div>
  );
}
