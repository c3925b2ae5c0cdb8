import type { Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Permission } from '#contracts/permissions.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { PanelForm, type PanelFormProps } from '../../shared/panel-form.tsx';
import type { IconName } from '../../ui/icon.tsx';
import type { Preview } from './item-figures.tsx';
import { winnerDetail, winnerTitle } from './stock-words.ts';

/** What every form of an item is given. */
export interface FormProps {
  readonly item: StockLevel;
  /** The dashed piece of the bar. */
  readonly preview: Signal<Preview>;
  /** Back to the item. */
  readonly onClose: () => void;
}

/** What can be done with an item besides allocating it. Its form is in the item's panel, at /stock/<item>?do=<id>. */
export interface Doing {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly permission: Permission;
  /** Stands in the row of buttons; the others stand behind the dots. */
  readonly often?: boolean;
  readonly Form: ComponentType<FormProps>;
}

interface FormFrameProps<Payload> extends Omit<PanelFormProps<Payload>, 'winnerWords'> {
  readonly item: StockLevel;
}

/** A form in the panel of an item. */
export function FormFrame<Payload>({ item, ...form }: FormFrameProps<Payload>) {
  return (
    <PanelForm
      {...form}
      winnerWords={(winner) => ({
        title: winnerTitle(winner, item.scale),
        what: winnerDetail(winner, item.free, item),
      })}
    />
  );
}

/** Shows in the bar what is being entered, as long as the form is open. */
export function usePreview(preview: Signal<Preview>, { want = 0, coming = 0 }: Preview): void {
  useLayoutEffect(() => {
    preview.value = { want, coming };
    return () => {
      preview.value = {};
    };
  }, [preview, want, coming]);
}
