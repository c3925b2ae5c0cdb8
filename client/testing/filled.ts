import type { Page } from 'playwright-core';

/**
 * The fields of the page that a browser or a password manager could fill with what belongs elsewhere: what is not told
 * to be left alone, and a password that is not said to be one.
 */
export async function filledWrongly(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const others = ['checkbox', 'radio', 'file', 'hidden', 'range'];
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')];
    return fields
      .filter((field) => {
        if (others.includes(field.type)) return false;
        const may = field.getAttribute('autocomplete') ?? '';
        if (['current-password', 'new-password'].includes(may)) return false;
        if (may === 'username') return field.form?.querySelector('[autocomplete$="-password"]') === null;
        const left = ['data-1p-ignore', 'data-lpignore', 'data-bwignore', 'data-form-type'].every((one) =>
          field.hasAttribute(one),
        );
        return !left || (field.type === 'password' ? may !== 'one-time-code' : may !== 'off');
      })
      .map((field) => field.outerHTML.slice(0, 200));
  });
}
