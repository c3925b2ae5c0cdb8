import { item, model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';

/** What a new company enters first, each ticked off by what is recorded. Gone once all of it is. */
export function FirstSteps() {
  const role = session.value?.user.role ?? 'employee';
  const orders = model('order-board');
  const company = item('settings', 'company').row.value;
  const steps = [
    { href: '/settings', words: 'Say who the employer is, and what a week is', done: (company?.version ?? 0) > 0 },
    { href: '/people/new', words: 'Put people on the list', done: model('employees').list.value.length > 0 },
    {
      href: '/stock/new',
      words: 'Register the first item of stock',
      done: model('stock-levels').list.value.length > 0,
    },
    { href: '/clients/new', words: 'Put the first client on the list', done: model('clients').list.value.length > 0 },
    {
      href: '/products/new',
      words: 'Put the first product on the list',
      done: model('products').list.value.length > 0,
    },
    { href: '/orders/new', words: 'Enter the first order', done: orders.list.value.length > 0 },
  ];
  const parts = [orders, model('employees'), model('stock-levels'), model('clients'), model('products')];
  // Before all of it is known, a step could be shown that is done.
  if (!may(role, 'people.manage') || parts.some(({ asOf }) => asOf.value === undefined) || company === undefined) {
    return null;
  }
  if (steps.every(({ done }) => done)) return null;
  return (
    <Card label="First steps">
      <h3>First steps</h3>
      <ul>
        {steps.map(({ href, words, done }) => (
          <li key={href}>
            {done ? (
              <p class="today-row">
                <Icon name="check" label="Done:" />
                <span class="grow second">{words}</span>
              </p>
            ) : (
              <a class="today-row" href={href}>
                <span class="grow">{words}</span>
                <Icon name="chevron-right" />
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
