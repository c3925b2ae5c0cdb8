import { useEffect, useState } from 'preact/hooks';
import { fileEndings, fileKindWords, isImage } from '#contracts/file-types.ts';
import type { AttachedFile } from '#contracts/files.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { authorWords } from '../author-words.ts';
import { handOver } from '../hand-over.ts';
import { when } from '../time.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { sizeWords, titleOf } from './file-words.ts';
import type { FilesOf } from './files-of.ts';
import { RemoveForm } from './remove-form.tsx';
import { Viewer } from './viewer.tsx';

interface FileRowProps {
  readonly of: FilesOf;
  readonly file: AttachedFile;
  readonly mayRemove: boolean;
}

/** One file: a small picture, what it is, who attached it; a tap opens it. */
export function FileRow({ of, file, mayRemove }: FileRowProps) {
  const [open, setOpen] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const title = titleOf(file);
  const path = `/api/${of.model}/${of.id}/${file.fileId}`;
  const fileName = `${title}.${fileEndings[file.type]}`;
  async function show(): Promise<void> {
    setProblem(undefined);
    if (isImage(file.type)) return setOpen(true);
    const bytes = await fetchBytes(path);
    if (typeof bytes === 'string') setProblem(bytes);
    else await handOver(new File([bytes], fileName, { type: file.type }));
  }
  return (
    <li class="row row-breaks">
      <Look file={file} path={`${path}/preview`} label={`Open ${title}`} onPress={() => void show()} />
      <div class="grow">
        <p class="strong">{title}</p>
        <p class="meta second">
          {of.nameless ? '' : `${fileKindWords[file.kind]} · `}
          {isImage(file.type) ? '' : 'PDF · '}
          {sizeWords(file.bytes)} · {authorWords(file.user)}, {when(file.at)}
        </p>
        {problem !== undefined && (
          <p class="wrong" role="status">
            <Icon name="warning" size={16} /> {problem}
          </p>
        )}
      </div>
      {mayRemove && (
        <Button onPress={() => setRemoving(true)}>
          Remove…<span class="unseen"> {title}</span>
        </Button>
      )}
      {open && <Viewer title={title} fileName={fileName} path={path} onClose={() => setOpen(false)} />}
      {removing && <RemoveForm of={of} file={file} onDone={() => setRemoving(false)} />}
    </li>
  );
}

interface LookProps {
  readonly file: AttachedFile;
  readonly path: string;
  readonly label: string;
  readonly onPress: () => void;
}

/** The button that opens it, with its small picture. */
function Look({ file, path, label, onPress }: LookProps) {
  const [url, setUrl] = useState<string>();
  const pictured = file.preview !== undefined;
  useEffect(() => {
    if (!pictured) return;
    let made: string | undefined;
    let gone = false;
    void fetchBytes(path).then((found) => {
      // Without it the sign stands there, and opening the file says why.
      if (gone || typeof found === 'string') return;
      made = URL.createObjectURL(found);
      setUrl(made);
    });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [path, pictured]);
  if (url === undefined) return <Button icon="clip" label={label} onPress={onPress} />;
  return (
    <Button label={label} onPress={onPress}>
      <img src={url} height={72} alt="" />
    </Button>
  );
}
