import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { SignInSlowed } from './errors.ts';
import { normalised } from './password-rules.ts';

export interface Passwords {
  /** argon2id, with salt and cost in the text. */
  hash(password: string): Promise<string>;
  /** Takes the same time without a hash and answers false. An unknown name is checked like this. */
  verify(hashed: string | undefined, password: string): Promise<boolean>;
}

/**
 * Hashes at most two passwords at once, because each takes 19 MiB and a core for about 20 ms.
 *
 * @throws SignInSlowed when more than `waitingMax` are waiting.
 */
export function createPasswords({ atOnce = 2, waitingMax = 100 } = {}): Passwords {
  const turn = turns(atOnce, waitingMax);
  // The password of this hash is thrown away, so nothing fits it.
  const decoy = hash(randomBytes(32).toString('hex'), cost);
  decoy.catch(() => undefined);
  return {
    hash: (password) => turn(() => hash(normalised(password), cost)),
    async verify(hashed, password) {
      const against = hashed ?? (await decoy);
      const equal = await turn(() => verify(against, normalised(password)));
      return equal && hashed !== undefined;
    },
  };
}

/** The OWASP minimum for argon2id, which is the library's default algorithm. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

function turns(atOnce: number, waitingMax: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running >= atOnce) {
      if (waiting.length >= waitingMax) throw new SignInSlowed(2);
      // The place goes straight to the next one in the queue, so nobody can slip in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
