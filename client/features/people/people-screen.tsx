import './people.css';
import { useRoute } from 'preact-iso';
import { later } from '../../shared/later.tsx';
import { ListScreen } from '../../shared/list-screen.tsx';
import { PeopleList } from './people-list.tsx';

// The list is there before what opens beside it.
const PersonPanel = later('The person', () => import('./person-panel.tsx').then((it) => it.PersonPanel));
/** Most people who look at the list put nobody on it. */
const NewPerson = later('The card of a new person', () => import('./new-person.tsx').then((it) => it.NewPerson));

/** The list of people, and beside it the person of the address: /people/<employee>, or /people/new. */
export function PeopleScreen() {
  const employeeId = useRoute().params['employeeId'];
  return (
    <ListScreen
      at="/people"
      openId={employeeId}
      list={<PeopleList openId={employeeId} />}
      adding={{
        title: 'New person',
        permission: 'people.manage',
        back: 'Show everybody',
        panel: (close) => <NewPerson onClose={close} />,
      }}
    >
      {(id, close) => <PersonPanel employeeId={id} onClose={close} />}
    </ListScreen>
  );
}
