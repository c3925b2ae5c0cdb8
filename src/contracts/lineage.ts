/** Why a field was put back: the reason of the compensating command names the commit whose change it takes back. */
export function putBackReason(fieldWords: string, position: number): string {
  return `${fieldWords} put back to what it was before commit ${position}`.slice(0, 500);
}

/** The commit whose change was taken back, where a reason says so. */
export function takenBackIn(reason: string | undefined): number | undefined {
  const position = reason?.match(/ put back to what it was before commit (\d{1,15})$/)?.[1];
  return position === undefined ? undefined : Number(position);
}
