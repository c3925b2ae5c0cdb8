/** A field that is sent only when something stands in it. */
export function filled<Name extends string>(name: Name, text: string): { readonly [Key in Name]?: string } {
  const trimmed = text.trim();
  return (trimmed === '' ? {} : { [name]: trimmed }) as { [Key in Name]?: string };
}
