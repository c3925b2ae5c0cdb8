import { createHash } from 'node:crypto';

/**
 * Hashes of the inline scripts of a page, as the content security policy wants them: 'sha256-…' without quotes. They
 * are taken from the built page, because a byte more or less makes another hash.
 */
export function inlineScriptHashes(html: string): readonly string[] {
  const hashes = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, body]) =>
      `sha256-${createHash('sha256')
        .update(body ?? '')
        .digest('base64')}`,
  );
  return [...new Set(hashes)];
}
