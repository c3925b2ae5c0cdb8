/** A backup cannot be made, read or put back. The message is a sentence or two that say what to do. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** What the file system says, as the middle of a sentence. */
const reasons: Record<string, string> = {
  ENOENT: 'it is not there',
  ENOTDIR: 'it is not a folder',
  ENOSPC: 'there is no room left on it',
  EDQUOT: 'there is no room left on it for this user',
  EROFS: 'it is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EIO: 'the disk behind it fails',
  ESTALE: 'the mount has gone stale',
  EHOSTDOWN: 'the machine behind it does not answer',
  ETIMEDOUT: 'the machine behind it does not answer',
  ENOTCONN: 'the mount has lost its connection',
};

/** Says in words what a file of the target did. Other errors are thrown as they are. */
export function inWords(error: unknown, target: string, after: string): never {
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const code = String(error.code);
    throw new BackupError(`${target} cannot be used: ${reasons[code] ?? 'it fails'} (${code}). ${after}`, {
      cause: error,
    });
  }
  throw error;
}
