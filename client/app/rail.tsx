import { useLocation } from 'preact-iso';
import type { Role } from '#contracts/permissions.ts';
import { decides, waitingCount } from '../shared/deciding.ts';
import { Icon } from '../ui/icon.tsx';
import { approvalsPlace, isAt, morePlace, otherPlacesFor, PHONE_ITEMS_MAX, type Place, placesFor } from './nav.ts';

/** The screens of a role, a bar at the bottom of a phone, with how many approvals wait. */
export function Rail({ role }: { readonly role: Role }) {
  const { path } = useLocation();
  const isHere = (place: Place) => isAt(place, path, role);
  const places = placesFor(role, decides());
  const others = otherPlacesFor(role, decides());
  const count = (place: Place) => (place === approvalsPlace(role) ? waitingCount() : 0);
  return (
    <nav class="rail" aria-label="Screens">
      {places.map((place) => (
        <RailLink key={place.href} place={place} here={isHere(place)} count={count(place)} />
      ))}
      <RailLink
        place={morePlace}
        here={isHere(morePlace) || others.some(isHere)}
        hereOnPhone={places.slice(PHONE_ITEMS_MAX).some(isHere)}
        count={count(morePlace)}
      />
    </nav>
  );
}

interface RailLinkProps {
  readonly place: Place;
  readonly here: boolean;
  /** On a phone, a place that has no room there is under this one. */
  readonly hereOnPhone?: boolean;
  readonly count: number;
}

function RailLink({ place, here, hereOnPhone = false, count }: RailLinkProps) {
  return (
    <a href={place.href} class={hereOnPhone ? 'here-on-phone' : ''} aria-current={here ? 'page' : undefined}>
      <Icon name={place.icon} size={28} />
      {place.word}
      {count > 0 && (
        <span class="count">
          {count}
          <span class="unseen"> approvals waiting</span>
        </span>
      )}
    </a>
  );
}
