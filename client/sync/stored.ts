/** In place of the browser's storage where it has none. Then each window knows of itself alone. */
const own = new Map<string, string>();

/** What the windows of this device tell each other, and what outlives a reload. Nothing secret may be in it. */
export function stored(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return own.get(key);
  }
}

/** Undefined: it is to be forgotten. */
export function store(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value === undefined) own.delete(key);
    else own.set(key, value);
  }
}
