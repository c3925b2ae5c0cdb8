import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CommandAccepted } from '#contracts/command.ts';
import { ACCOUNT_NAME_MAX, privateFieldWords } from '#contracts/private-fields.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { onlineOnly } from '../../sync/online.ts';
import { type Command, useCommand } from '../../sync/use-command.ts';
import { MainButton } from '../../ui/button.tsx';
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
  const command = useCommand('SetTaxFileNumber');
  const [number, setNumber] = useState('');
  return (
    <SealedForm
      {...props}
      command={command}
      trouble={numberTrouble(number)}
      send={(version) => command.run({ employeeId, taxFileNumber: digitsIn(number) }, { version })}
    >
      <TextField
        label="Tax file number"
        inputMode="numeric"
        spellcheck={false}
        maxLength={15}
        required
        value={number}
        hint={`As ${name} has told it`}
        onChange={setNumber}
      />
    </SealedForm>
  );
}

function AccountForm(props: PrivateFormProps) {
  const { employeeId } = props;
  const command = useCommand('SetBankAccount');
  const [account, setAccount] = useState({ bsb: '', accountNumber: '', accountName: '' });
  const { bsb, accountNumber, accountName } = account;
  const payload = {
    ...{ employeeId, bsb: digitsIn(bsb), accountNumber: digitsIn(accountNumber), accountName: accountName.trim() },
  };
  return (
    <SealedForm
      {...props}
      command={command}
      trouble={accountTrouble(account)}
      send={(version) => command.run(payload, { version })}
    >
      <div class="pair">
        <TextField
          label="BSB"
          inputMode="numeric"
          maxLength={9}
          required
          value={bsb}
          onChange={(value) => setAccount({ ...account, bsb: value })}
        />
        <TextField
          label="Account number"
          inputMode="numeric"
          maxLength={14}
          required
          value={accountNumber}
          onChange={(value) => setAccount({ ...account, accountNumber: value })}
        />
      </div>
      <TextField
        label="In the name of"
        spellcheck={false}
        maxLength={ACCOUNT_NAME_MAX}
        required
        value={accountName}
        onChange={(value) => setAccount({ ...account, accountName: value })}
      />
    </SealedForm>
  );
}

interface SealedFormProps extends PrivateFormProps {
  readonly command: Pick<Command<'SetTaxFileNumber'>, 'sending' | 'problem' | 'forget'>;
  /** What is still wrong with what was entered. */
  readonly trouble: string | undefined;
  readonly send: (version: number) => Promise<CommandAccepted | undefined>;
  readonly children: ComponentChildren;
}

function SealedForm({ name, detail, command, trouble, send, onDone, onCancel, children }: SealedFormProps) {
  const { field, version } = detail;
  // Set over what was on screen when the form was opened, and over nothing that came in since.
  const opened = useRef(version);
  const words = privateFieldWords[field];
  async function submit(of: number): Promise<void> {
    if (await send(of)) onDone();
  }
  return (
    <PanelForm
      title={fieldName(field)}
      label={`Set the ${words}`}
      attempt={`A ${words} for ${name}`}
      command={{
        ...command,
        forget() {
          opened.current = version;
          command.forget();
        },
      }}
      disabledBecause={onlineOnly() ?? trouble}
      winnerWords={(winner) => ({ title: personWinner(winner), what: detail.masked ?? undefined })}
      onSubmit={() => void submit(opened.current)}
      onCancel={onCancel}
      again={
        command.problem?.code === 'stale-version' && (
          <MainButton
            wide
            label="Set mine all the same"
            sending={command.sending}
            onPress={() => void submit(version)}
          />
        )
      }
    >
      {children}
      <p class="second meta">It is sealed at once, shown masked, and the history says only that it changed.</p>
    </PanelForm>
  );
}
