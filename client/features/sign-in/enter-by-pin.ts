import { enter, resume, session, signedOutBecause, UNREACHABLE } from '../../sync/session.ts';

/**
 * Signs in by PIN. Without the server the PIN opens what it has opened with it in the last hours. Answers nothing when it
 * worked, else the sentence to show.
 */
export async function enterByPin(userId: string, pin: string): Promise<string | undefined> {
  const why = await enter('/api/auth/pin-login', { userId, pin });
  const kept = await import('../../sync/outbox/by-pin.ts').catch(() => undefined);
  if (kept === undefined) return why;
  try {
    // Nobody waits for what makes guessing slow.
    if (why === undefined && session.value) void kept.keepByPin(session.value, pin).catch(() => undefined);
    if (why !== UNREACHABLE) return why;
    const opened = await kept.openByPin(userId, pin);
    if ('left' in opened) return wrongWords(opened.left);
    signedOutBecause.value = undefined;
    resume(opened.session);
    return undefined;
  } catch {
    // This browser keeps nothing, and nothing was lost by it.
    return why;
  }
}

function wrongWords(left: number): string {
  if (left > 0)
    return `That is not the PIN. ${left === 1 ? 'One try is' : `${left} tries are`} left without a connection.`;
  return 'You are offline. Your PIN opens this tablet once you have signed in on it with a connection.';
}
