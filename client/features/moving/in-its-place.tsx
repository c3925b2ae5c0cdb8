import { useMemo } from 'preact/hooks';
import type { RecordHistory } from '#contracts/history.ts';
import { historyHref } from '../../shared/history-of.tsx';
import { useLook } from '../../sync/history.ts';
import { Button } from '../../ui/button.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Words } from '../../ui/words.tsx';
import { fieldWords, isForPrograms } from '../history/field-words.ts';
import { kindWord, screenOf } from '../history/kind-words.ts';
import { NotHere } from '../history/not-here.tsx';
import { Past } from '../history/past.ts';
import { nameIn } from '../history/record-name.ts';
import { valueWords } from '../history/value-words.ts';

/** What is here in the place of an old document, or what the document names: all its fields, as they are now. */
export function InItsPlace({ about }: { readonly about: string }) {
  const [kind = '', ...rest] = about.split('/');
  const id = rest.join('/');
  const look = useLook<{ readonly item: RecordHistory }>(`/api${historyHref(kind, id)}`);
  const item = look.body?.item;
  if (item !== undefined) return <Thing item={item} />;
  return (
    <NotHere
      {...{ look, what: 'What was made', lines: 4, failed: 'What was made could not be fetched' }}
      none={
        <p class="second">{`No ${kindWord(kind).toLowerCase()} was made of it, nor of another one with its id.`}</p>
      }
    />
  );
}

function Thing({ item }: { readonly item: RecordHistory }) {
  const { kind, id } = item;
  const state = useMemo(() => {
    const past = new Past(item);
    return past.stateAt(past.length);
  }, [item]);
  const screen = screenOf(kind, id);
  return (
    <>
      <p class="strong">{`${kindWord(kind)} ${nameIn(state) ?? id}`}</p>
      <dl class="facts">
        {[...state]
          .filter(([field]) => !isForPrograms(field, state))
          .map(([field, value]) => (
            <Fact key={field} name={fieldWords(field, state)}>
              <Words>{valueWords(field, value, state)}</Words>
            </Fact>
          ))}
      </dl>
      {screen !== undefined && (
        <div>
          <Button href={screen}>Open it</Button>
        </div>
      )}
    </>
  );
}
