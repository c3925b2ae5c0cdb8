import type { ComponentChildren } from 'preact';
import type { Winner } from '#contracts/problems.ts';
import { MainButton, QuietButton } from '../ui/button.tsx';
import { Refusal } from './refusal.tsx';
import type { Form } from './use-form.ts';

interface NewFormProps<Payload> {
  readonly title: string;
  /** "Put Kylie Tran on the list" */
  readonly label: string;
  readonly form: Pick<Form<unknown, Payload, unknown>, 'command' | 'send' | 'discard'>;
  /** What is sent, once nothing is wrong with it. */
  readonly wish: () => Payload | undefined;
  readonly disabledBecause?: string | undefined;
  readonly winnerWords: (winner: Winner) => string;
  readonly children: ComponentChildren;
}

/** The form of something new in a panel: its fields, its button, and why it was not made. */
export function NewForm<Payload>(props: NewFormProps<Payload>) {
  const { title, label, form, wish, disabledBecause, winnerWords, children } = props;
  const { sending, problem } = form.command;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!sending && disabledBecause === undefined) void form.send(wish);
  };
  return (
    <form class="form" aria-label={title} onSubmit={submit} noValidate>
      {children}
      <div class="edit-foot">
        <div class="row">
          <span class="grow">
            <MainButton submit wide label={label} sending={sending} disabledBecause={disabledBecause} />
          </span>
          <QuietButton onPress={form.discard}>Discard</QuietButton>
        </div>
        <Refusal problem={problem} winnerWords={winnerWords} />
      </div>
    </form>
  );
}
