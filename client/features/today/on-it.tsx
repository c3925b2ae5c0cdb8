import { session } from '../../sync/session.ts';
import { Words } from '../../ui/words.tsx';
import { onItWords, type Touched } from './urgency.ts';

/** Who else is on an order today: said before somebody takes it up. */
export function OnIt({ order }: { readonly order: Touched }) {
  const words = onItWords(order, session.value?.user.id);
  if (words === undefined) return null;
  return (
    <p class="meta second">
      <Words>{words}</Words>
    </p>
  );
}
