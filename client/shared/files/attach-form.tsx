import { useEffect, useState } from 'preact/hooks';
import { type FileKind, fileKindWords } from '#contracts/file-types.ts';
import type { Winner } from '#contracts/problems.ts';
import { useCommand } from '../../sync/use-command.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Segment } from '../../ui/segment.tsx';
import { Refusal } from '../refusal.tsx';
import { moment } from '../time.ts';
import { useForm } from '../use-form.ts';
import { sizeWords } from './file-words.ts';
import type { AttachPayload, FilesOf } from './files-of.ts';
import type { Prepared } from './prepare.ts';

interface AttachFormProps {
  readonly of: FilesOf;
  readonly prepared: Prepared;
  readonly onClose: () => void;
}

/** What is about to be attached: a look at it, its name and what it is. */
export function AttachForm({ of, prepared, onClose }: AttachFormProps) {
  const { described, bytes, picture } = prepared;
  const attach = useCommand(of.attach);
  const run: typeof attach.run = (payload, options) => attach.run(payload, { ...options, bytes });
  const form = useForm(
    { ...attach, run },
    {
      opens: () => ({ name: prepared.name, kind: kindOf(of, prepared) }),
      check: ({ name }) => (of.nameless || name.trim() !== '' ? undefined : { name: 'Give it a name.' }),
      within: '.attach-form',
      onClose,
    },
  );
  const { name, kind } = form.entered;
  const { sending, problem } = form.command;
  const wish = () =>
    ({
      ...of.record,
      ...{ fileId: form.id, kind, ...described },
      ...(!of.nameless && { name: name.trim() }),
    }) as AttachPayload;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!sending) void form.send(wish);
  };
  return (
    <div class="stack attach-form">
      <Look picture={picture} />
      <form class="form" aria-label="Attach a file" onSubmit={submit} noValidate>
        {!of.nameless && (
          <TextField
            label="Name"
            value={name}
            onChange={(text) => form.change({ name: text })}
            error={form.errors?.name}
            maxLength={120}
          />
        )}
        <Segment
          apart
          label="What it is"
          options={of.kinds.map((value) => ({ value, label: fileKindWords[value] }))}
          value={kind}
          onChange={(value) => form.change({ kind: value })}
        />
        <div class="row">
          <MainButton submit label={`Attach, ${sizeWords(described.bytes)}`} sending={sending} />
          <QuietButton onPress={form.discard}>Discard</QuietButton>
        </div>
        <Refusal problem={problem} winnerWords={winnerWords} />
      </form>
    </div>
  );
}

const small = { maxWidth: '100%', maxHeight: '160px' };

function Look({ picture }: { readonly picture: Blob | undefined }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (picture === undefined) return;
    const made = URL.createObjectURL(picture);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return url === undefined ? null : <img src={url} style={small} alt="What is attached" />;
}

/** A picture is most likely a photo, a PDF something else. */
function kindOf({ kinds }: FilesOf, { picture }: Prepared): FileKind {
  return picture === undefined ? (kinds.find((kind) => kind !== 'photo') ?? kinds[0]) : kinds[0];
}

function winnerWords({ user, at }: Winner): string {
  return `${user.name} attached it at ${moment(at)}`;
}
