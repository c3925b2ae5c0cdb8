interface AvatarProps {
  /** The person's whole name; the initials are made of it. */
  readonly name: string;
  readonly size?: 32 | 40 | 60;
  /** work: at work, kraft (the default) · away: not at work, dashed · none: not known. */
  readonly ring?: 'work' | 'away' | 'none';
}

/** A person: round, with initials. The name stands beside it, so it is left out for screen readers. */
export function Avatar({ name, size = 40, ring = 'work' }: AvatarProps) {
  return (
    <span class={`avatar avatar-${size} avatar-${ring}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** "Priya Raman" is PR, "Ana" is A. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
