import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useModal } from '../../ui/use-modal.ts';
import { handOver } from '../hand-over.ts';
import { fetchBytes } from './fetch-bytes.ts';

interface ViewerProps {
  readonly title: string;
  /** With its ending, for whoever keeps a copy. */
  readonly fileName: string;
  readonly path: string;
  readonly onClose: () => void;
}

/** As wide as the picture, and never wider or higher than the screen. */
const fitting = { width: 'fit-content' };
const whole = { maxWidth: '100%', maxHeight: 'calc(100dvh - 160px)' };

/** A picture as large as the screen. It is on the screen only: no browser keeps it. */
export function Viewer({ title, fileName, path, onClose }: ViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState<{ readonly url: string; readonly bytes: Blob } | string>();
  useModal(dialog);
  useEffect(() => {
    let url: string | undefined;
    let gone = false;
    void fetchBytes(path).then((found) => {
      if (gone) return;
      if (typeof found === 'string') return setShown(found);
      url = URL.createObjectURL(found);
      setShown({ url, bytes: found });
    });
    return () => {
      gone = true;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [path]);
  return (
    <dialog
      class="dialog"
      style={fitting}
      ref={dialog}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="row">
        <h2 class="grow">{title}</h2>
        {typeof shown === 'object' && (
          <Button
            icon="download"
            label="Keep a copy"
            onPress={() => void handOver(new File([shown.bytes], fileName, { type: shown.bytes.type }))}
          />
        )}
        <Button icon="close" label="Close" onPress={onClose} />
      </header>
      {shown === undefined && <Loading what={title} lines={6} />}
      {typeof shown === 'string' && <p role="status">{shown}</p>}
      {typeof shown === 'object' && <img src={shown.url} alt={title} style={whole} />}
    </dialog>
  );
}
