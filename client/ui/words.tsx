/** Order numbers, dates ("Tue 17 Nov 2026") and times ("7:40 am"), which are never broken at the end of a line. */
const whole =
  /([A-Z]{2,5}-\d{4}-\d{4,}|(?:[A-Z][a-z]{2} )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: \d{4})?|\d{1,2}:\d\d [ap]m)/;

/** A sentence in which order numbers, dates and times stay in one piece. */
export function Words({ children }: { readonly children: string }) {
  // Splitting by a pattern with a group leaves what it matched at every second place.
  const parts = children.split(whole).map((words, at) => ({ words, at }));
  return (
    <>
      {parts.map(({ words, at }) =>
        at % 2 === 0 ? (
          words
        ) : (
          <span key={at} class="nowrap">
            {words}
          </span>
        ),
      )}
    </>
  );
}
