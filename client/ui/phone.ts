import { signal } from '@preact/signals';

const query = matchMedia('(max-width: 719px)');

/** Whether the screen is that of a phone: for what is built otherwise there, not only laid out otherwise. */
export const isPhone = signal(query.matches);

query.addEventListener('change', ({ matches }) => {
  isPhone.value = matches;
});
