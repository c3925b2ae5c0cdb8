import './camera.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { useModal } from '../../ui/use-modal.ts';
import { cameraTrouble } from './camera-words.ts';
import { codeDetector } from './detector.ts';

interface CameraProps {
  /** The first code that was read. The camera is off by then. */
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}

/** What the camera sees, until it has read a code. */
export function Camera({ onCode, onClose }: CameraProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const heading = useId();
  const [trouble, setTrouble] = useState<string>();
  useModal(dialog);
  useEffect(() => {
    const screen = video.current;
    if (screen === null) return;
    const off = new AbortController();
    readCode(screen, off.signal).then(
      (text) => {
        if (text === undefined) return;
        dialog.current?.close();
        onCode(text);
      },
      (error) => setTrouble(cameraTrouble(error)),
    );
    return () => off.abort();
  }, []);
  return (
    <dialog
      class="dialog camera"
      ref={dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={heading}>Scan a code</h2>
      {trouble === undefined ? (
        <p class="second">Hold the label before the camera. It opens what the code names, and does nothing else.</p>
      ) : (
        <p role="alert">{trouble}</p>
      )}
      <video ref={video} muted playsInline hidden={trouble !== undefined} aria-label="What the camera sees" />
      <div class="row">
        <Button tall onPress={onClose}>
          Close
        </Button>
      </div>
    </dialog>
  );
}

/** So often a picture is looked at. */
const LOOK_MS = 150;

/** The first code before the camera; undefined when it was stopped. The camera is off in the end. */
async function readCode(video: HTMLVideoElement, stop: AbortSignal): Promise<string | undefined> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  // Whatever fails from here on, the camera does not stay on.
  try {
    if (stop.aborted) return undefined;
    video.srcObject = stream;
    const [detector] = await Promise.all([codeDetector(), video.play()]);
    for (;;) {
      const [code] = await detector.detect(video);
      if (stop.aborted) return undefined;
      if (code !== undefined && code.rawValue.trim() !== '') return code.rawValue;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      if (stop.aborted) return undefined;
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
