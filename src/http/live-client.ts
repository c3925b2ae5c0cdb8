import type { SSEMessage } from '@fastify/sse';
import type { FastifyReply } from 'fastify';

/** One open feed. It sends in order, and gives up on a reader who does not keep up. */
export interface LiveClient {
  send(message: SSEMessage): void;
  /** Ends the feed, with a last word if there is one. */
  end(lastWord?: SSEMessage): void;
}

/** So many messages may wait for one reader. A tablet that is further behind reconnects and reads everything. */
const WAITING_MAX = 500;

export function liveClient(reply: FastifyReply): LiveClient {
  const waiting: SSEMessage[] = [];
  let sending = false;
  let cut = false;
  const drain = async () => {
    sending = true;
    for (let next = waiting.shift(); next && reply.sse.isConnected; next = waiting.shift()) await reply.sse.send(next);
    sending = false;
  };
  const send = (message: SSEMessage) => {
    if (cut) return;
    if (waiting.length >= WAITING_MAX) {
      cut = true;
      waiting.length = 0;
      reply.log.info('a live feed was closed because its reader did not keep up');
      // Cut, because an orderly end would wait for the reader too.
      reply.raw.destroy();
      return;
    }
    waiting.push(message);
    // A reader may leave while it is being written to. That is no error.
    if (!sending) drain().catch(() => reply.raw.destroy());
  };
  return {
    send,
    end(lastWord) {
      if (lastWord) send(lastWord);
      reply.sse.close();
    },
  };
}
