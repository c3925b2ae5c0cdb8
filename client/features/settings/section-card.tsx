import type { ComponentChildren } from 'preact';
import type { SettingsView } from '#contracts/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

/** What every card of the settings is given. */
export interface CardProps {
  readonly settings: SettingsView;
  readonly mayManage: boolean;
}

interface SectionCardProps {
  readonly section: { readonly id: string; readonly title: string };
  readonly mayManage: boolean;
  readonly children: ComponentChildren;
}

/** A section of the settings as it stands, with the way to its edit for people who may. */
export function SectionCard({ section: { id, title }, mayManage, children }: SectionCardProps) {
  return (
    <Card>
      <header class="row">
        <h2 class="grow">{title}</h2>
        {mayManage && (
          <Button icon="pencil" label={`Change: ${title}`} href={`/settings?edit=${id}`}>
            Change
          </Button>
        )}
      </header>
      {children}
    </Card>
  );
}
