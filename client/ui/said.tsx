import { Icon } from './icon.tsx';

/** What somebody should know before the tap: a warning in a sentence, read out when it comes. */
export function Said({ children }: { readonly children: string | undefined }) {
  return (
    <div role="status" class="said">
      {children !== undefined && (
        <p class="warn">
          <Icon name="warning" size={16} /> <span>{children}</span>
        </p>
      )}
    </div>
  );
}
