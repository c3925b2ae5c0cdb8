import { model } from '../../sync/models.ts';
import { SelectField } from '../../ui/field.tsx';

interface OrderFieldProps {
  readonly orderId: string | undefined;
  readonly onChange: (orderId: string | undefined) => void;
}

/** Which open order a shift is costed to. */
export function OrderField({ orderId, onChange }: OrderFieldProps) {
  const orders = model('order-board').list.value.filter(({ status }) => status === 'open');
  return (
    <SelectField
      label="For which order"
      placeholder="None"
      value={orderId ?? ''}
      options={orders.map(({ id, number, clientName }) => ({ value: id, label: `${number} · ${clientName}` }))}
      onChange={(id) => onChange(id === '' ? undefined : id)}
    />
  );
}
