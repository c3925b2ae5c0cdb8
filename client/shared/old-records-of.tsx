import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

let Part: FunctionComponent<{ readonly about: string }> | undefined;

/** What the old application kept about a thing. Most things have nothing of it, so nothing says that it is fetched. */
export function OldRecordsOf({ about }: { readonly about: string }) {
  const [, setThere] = useState(false);
  useEffect(() => {
    void import('./old-records.tsx').then(
      (it) => {
        Part = it.OldRecords;
        setThere(true);
      },
      () => undefined,
    );
  }, []);
  return Part === undefined ? null : <Part about={about} />;
}
