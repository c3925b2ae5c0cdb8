/** Order numbers, which are never broken at the end of a line. */
const number = /([A-Z]{2,5}-\d{4}-\d{4,})/;

/** A sentence in which order numbers stay in one piece. */
export function Words({ children }: { readonly children: string }) {
  // Splitting by a pattern with a group leaves what it matched at every second place.
  const parts = children.split(number).map((words, at) => ({ words, at }));
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
