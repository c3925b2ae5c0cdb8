import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ACCOUNT_NAME_MAX, privateFieldWords } from '#contracts/private-fields.ts';
import { PanelForm, type PanelFormProps } from '../../shared/panel-form.tsx';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { TextField } from '../../ui/field.tsx';
import { personWinner } from './people-words.ts';
import { accountTrouble, digitsIn, fieldName, numberTrouble, type PrivateDetail } from './private-words.ts';

interface PrivateFormProps {
  readonly employeeId: string;
  readonly name: string;
  readonly detail: PrivateDetail;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Sets a tax file number or an account. What is typed is kept nowhere: not as a draft, and not when the form is left. */
export function PrivateForm(props: PrivateFormProps) {
  const form = useRef<HTMLDivElement>(null);
  // It stands low in the panel: without this its button would be below the edge of a phone.
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={form}>
      {props.detail.field === 'tax-file-number' ? <NumberForm {...props} /> : <AccountForm {...props} />}
    </div>
  );
}

function NumberForm(props: PrivateFormProps) {
  const { employeeId, name } = props;
  const form = useForm(useCommand('SetTaxFileNumber'), { ...sealed(props), opens: () => ({ number: '' }) });
  const { number } = form.entered;
  return (
    <SealedForm
      {...props}
      form={form}
      trouble={numberTrouble(number)}
      wish={() => ({ employeeId, taxFileNumber: digitsIn(number) })}
    >
      <TextField
        label="Tax file number"
        inputMode="numeric"
        spellcheck={false}
        maxLength={15}
        required
        value={number}
        hint={`As ${name} has told it`}
        onChange={(value) => form.change({ number: value })}
      />
    </SealedForm>
  );
}

function AccountForm(props: PrivateFormProps) {
  const { employeeId } = props;
  const form = useForm(useCommand('SetBankAccount'), {
    ...sealed(props),
    opens: () => ({ bsb: '', accountNumber: '', accountName: '' }),
  });
  const { bsb, accountNumber, accountName } = form.entered;
  const payload = {
    ...{ employeeId, bsb: digitsIn(bsb), accountNumber: digitsIn(accountNumber), accountName: accountName.trim() },
  };
  return (
    <SealedForm {...props} form={form} trouble={accountTrouble(form.entered)} wish={() => payload}>
      <div class="pair">
        <TextField
          label="BSB"
          inputMode="numeric"
          maxLength={9}
          required
          value={bsb}
          onChange={(value) => form.change({ bsb: value })}
        />
        <TextField
          label="Account number"
          inputMode="numeric"
          maxLength={14}
          required
          value={accountNumber}
          onChange={(value) => form.change({ accountNumber: value })}
        />
      </div>
      <TextField
        label="In the name of"
        spellcheck={false}
        maxLength={ACCOUNT_NAME_MAX}
        required
        value={accountName}
        onChange={(value) => form.change({ accountName: value })}
      />
    </SealedForm>
  );
}

/** Set over what was on screen when the form was opened, and over nothing that came in since. */
function sealed({ detail: { version }, onDone, onCancel }: PrivateFormProps) {
  return { version, onDone, onClose: onCancel };
}

interface SealedFormProps<Payload> extends PrivateFormProps {
  readonly form: PanelFormProps<Payload>['form'];
  /** What is still wrong with what was entered. */
  readonly trouble: string | undefined;
  readonly wish: () => Payload;
  readonly children: ComponentChildren;
}

function SealedForm<Payload>({ name, detail, form, trouble, wish, children }: SealedFormProps<Payload>) {
  const { field } = detail;
  const words = privateFieldWords[field];
  return (
    <PanelForm
      title={fieldName(field)}
      label={`Set the ${words}`}
      attempt={`A ${words} for ${name}`}
      form={form}
      wish={wish}
      allTheSame="Set mine all the same"
      disabledBecause={onlineOnly() ?? trouble}
      winnerWords={(winner) => ({ title: personWinner(winner), what: detail.masked ?? undefined })}
    >
      {children}
      <p class="second meta">It is sealed at once, shown masked, and the history says only that it changed.</p>
    </PanelForm>
  );
}
