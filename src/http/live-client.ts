import type { SSEMessage } from '@fastify/sse';
import type { FastifyReply } from 'fastify';

/** One open feed: sends in order, and gives up on a reader who does not keep up. */
export interface LiveClient {
  send(message: SSEMessage): void;
  /** Ends the feed, with a last word where there is one. */
  end(lastWord?: SSEMessage): void;
}

/** Messages that may wait for one reader; a tablet that is this far behind reconnects and reads anew. */
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
      // Not ended but cut: an orderly end would wait for the reader as well.
      reply.raw.destroy();
      return;
    }
    waiting.push(message);
    // Whoever left while it was being written to is no error.
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
