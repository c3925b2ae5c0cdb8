import type { Socket } from 'node:net';

/** Tells whether the one at the other end has hung up: nobody is left there to hear an answer. */
export function hasHungUp(socket: Pick<Socket, 'destroyed' | 'readableEnded'>): () => boolean {
  return () => socket.destroyed || socket.readableEnded;
}
