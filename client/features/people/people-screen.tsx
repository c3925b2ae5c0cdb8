import './people.css';
import { useLocation, useRoute } from 'preact-iso';
import { later } from '../../shared/later.tsx';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Panes, SidePanel } from '../../ui/side-panel.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonPanel } from './person-panel.tsx';

/** Most people who look at the list put nobody on it. */
const NewPerson = later('The card of a new person', () => import('./new-person.tsx').then((it) => it.NewPerson));

/** The list of people, and beside it the person of the address: /people/<employee>, or /people/new. */
export function PeopleScreen() {
  const { route } = useLocation();
  const employeeId = useRoute().params['employeeId'];
  const close = () => route('/people');
  return (
    <Panes
      list={<PeopleList openId={employeeId} />}
      panel={
        employeeId === 'new' ? (
          <MayAdd onClose={close} />
        ) : (
          employeeId !== undefined && <PersonPanel key={employeeId} employeeId={employeeId} onClose={close} />
        )
      }
    />
  );
}

/** An address can be passed on to somebody who may not do that. */
function MayAdd({ onClose }: { readonly onClose: () => void }) {
  if (may(session.value?.user.role ?? 'employee', 'people.manage')) return <NewPerson onClose={onClose} />;
  return (
    <SidePanel title="New person" onClose={onClose}>
      <Empty title="Your role does not allow this" action={<Button onPress={onClose}>Show everybody</Button>}>
        Ask the office if you need it.
      </Empty>
    </SidePanel>
  );
}
