/** Address of somebody's leave, of a request in it or of their balances; of one's own without an employee. */
export function leaveAddress(employeeId?: string, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(employeeId !== undefined && { for: employeeId }), ...more }).toString();
  return query === '' ? '/leave' : `/leave?${query}`;
}
