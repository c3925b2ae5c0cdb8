import type { LegacyRecord } from '#contracts/moving.ts';
import { Fact } from '../ui/fact.tsx';
import { Words } from '../ui/words.tsx';
import { fieldsOf } from './document-words.ts';

/** All that stood in a document of the old application. */
export function OldDocument({ record }: { readonly record: LegacyRecord }) {
  const { document, isCut, rejected, marks, withheld } = record;
  const fields = fieldsOf(document);
  return (
    <div class="stack">
      {rejected !== undefined && (
        <p class="strong">
          {`Nothing else was made of it: ${rejected.field === '' ? '' : `${rejected.field.replaceAll('_', ' ')}: `}${rejected.reason}.`}
        </p>
      )}
      {marks.map((mark) => (
        <p key={mark}>{`Look at this: ${mark}.`}</p>
      ))}
      {fields === undefined ? (
        <p>
          <Words>{document}</Words>
        </p>
      ) : (
        <dl class="facts">
          {fields.map(({ name, value }) => (
            <Fact key={name} name={name}>
              <Words>{value}</Words>
            </Fact>
          ))}
        </dl>
      )}
      {isCut && <p class="meta">It is longer than this. The log has all of it.</p>}
      {withheld.length > 0 && <p class="meta">{`Not shown, as it is secret: ${withheld.join(', ')}.`}</p>}
    </div>
  );
}
