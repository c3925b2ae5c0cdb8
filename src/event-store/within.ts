import { MongoOperationTimeoutError } from 'mongodb';

/**
 * The answer, or an outage after so long. The driver has limits of its own. They fail where a line ends at the very
 * moment that a command is put on it: then it never answers. @throws MongoOperationTimeoutError
 */
export async function within<Answer>(answer: Promise<Answer>, timeoutMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    const error = new MongoOperationTimeoutError(`The database has not answered for ${timeoutMs} ms.`);
    timer = setTimeout(() => reject(error), timeoutMs);
  });
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
