/** For forms that cannot be sent without a reason. */
export function reasonNeeded({ reason }: { readonly reason: string }): { readonly reason: string } | undefined {
  return reason.trim() === '' ? { reason: 'A reason is required.' } : undefined;
}
