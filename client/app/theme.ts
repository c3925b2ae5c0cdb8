import { signal } from '@preact/signals';

export const themeChoices = ['device', 'light', 'dark', 'contrast'] as const;
export type ThemeChoice = (typeof themeChoices)[number];
type Theme = Exclude<ThemeChoice, 'device'>;

/** The inline script in index.html reads the same key before the first paint. */
const KEY = 'misty-theme';
const strips: Record<Theme, string> = { light: '#e0d0b2', dark: '#2c2419', contrast: '#ffffff' };

/** What the person chose; `device` follows the settings of the tablet. */
export const themeChoice = signal<ThemeChoice>(stored(KEY));

let person: string | undefined;

/** Takes the choice of the person who has signed in: a shared tablet changes its look with the person. */
export function takeThemeOf(personId: string): void {
  person = personId;
  const theirs = stored(`${KEY}/${personId}`);
  if (theirs !== themeChoice.value) chooseTheme(theirs);
}

/** Changes the theme at once and keeps it for this person on this tablet. */
export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice;
  try {
    localStorage.setItem(KEY, choice);
    if (person !== undefined) localStorage.setItem(`${KEY}/${person}`, choice);
  } catch {
    // A browser that keeps nothing still shows the theme until the page is closed.
  }
  applyTheme();
}

/** Follows the tablet's own settings while nobody chose otherwise. */
export function startTheme(): void {
  for (const query of ['(prefers-contrast: more)', '(prefers-color-scheme: dark)']) {
    matchMedia(query).addEventListener('change', applyTheme);
  }
  applyTheme();
}

function applyTheme(): void {
  const choice = themeChoice.value;
  const theme = choice === 'device' ? themeOfDevice() : choice;
  document.documentElement.dataset['theme'] = theme;
  // The browser's own bar takes the colour of the strip, also when the choice is not the device's.
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', strips[theme]);
}

function themeOfDevice(): Theme {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function stored(key: string): ThemeChoice {
  try {
    const value = localStorage.getItem(key);
    return themeChoices.find((choice) => choice === value) ?? 'device';
  } catch {
    return 'device';
  }
}
