import { idOf } from '../projecting/definition.ts';
import type { Question } from './question.ts';

/** Who came in, and who tried. */
export const signIns: Question = {
  id: 'sign-ins',
  title: 'Who signed in, and from where?',
  detail: 'Sign-ins and wrong tries. The security log has the same by month.',
  columns: ['Whose account', 'What', 'From'],
  begin: () => (event, nameOf) => {
    const whose = () => nameOf(idOf(event));
    switch (event.type) {
      case 'SignedIn':
        return [whose(), `Signed in by ${event.data.way}`, `${event.data.device}, ${event.data.network}`];
      case 'SignInsFailed': {
        const { count, network } = event.data;
        return [whose(), `${count} wrong ${count === 1 ? 'password' : 'passwords'}`, network];
      }
      case 'PinLocked':
        return [whose(), `${event.data.count} wrong PINs`, nameOf.device(event.data.deviceId)];
      case 'PasskeyCopied':
        return [whose(), 'A passkey was refused, perhaps a copy', event.data.label];
      default:
        return undefined;
    }
  },
};
