import { useEffect, useLayoutEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { cameraWanted } from '../shared/camera.ts';
import { later } from '../shared/later.tsx';
import { model } from '../sync/models.ts';
import { may } from '../sync/rights.ts';
import { session } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { listenToKeys } from './keys.ts';
import { Palette } from './palette.tsx';
import { paletteWanted } from './palette-state.ts';
import { scanNotice, scanned, takeScans } from './scans.ts';

const Camera = later('The camera', () => import('../features/camera/camera.tsx').then((it) => it.Camera), {
  inPlace: true,
});

/** Hears the scanner and the keys wherever one is, and opens what was scanned, by it or by the camera. */
export function Scanner() {
  const { route } = useLocation();
  useLayoutEffect(() => listenToKeys(), []);
  useLayoutEffect(
    () =>
      takeScans((text) => {
        void open(text, route);
        return true;
      }),
    [route],
  );
  useEffect(() => {
    const timer = setTimeout(fetchAhead, AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
  // Who comes after a lock finds neither a camera that runs nor what was scanned.
  useEffect(() => closeAll, []);
  const words = scanNotice.value;
  const closeCamera = () => {
    cameraWanted.value = false;
  };
  // The place is there before its words are, so that a screen reader hears them.
  return (
    <>
      <Palette />
      {cameraWanted.value && (
        <Camera
          onClose={closeCamera}
          onCode={(text) => {
            closeCamera();
            scanned(text);
          }}
        />
      )}
      <div class={words === undefined ? 'unseen' : 'toast'} role="status" data-scanner>
        {words !== undefined && (
          <>
            <span class="grow">{words}</span>
            <Button
              onPress={() => {
                scanNotice.value = undefined;
              }}
            >
              Got it
            </Button>
          </>
        )}
      </div>
    </>
  );
}

/** After the first screen and all that belongs to it. */
const AHEAD_MS = 15_000;

function fetchAhead(): void {
  // What cannot be fetched now is fetched at the next start, or when somebody scans.
  import('../features/camera/detector.ts').then((it) => it.fetchDetector()).catch(() => undefined);
}

function closeAll(): void {
  cameraWanted.value = false;
  paletteWanted.value = false;
  scanNotice.value = undefined;
}

async function open(text: string, route: (path: string) => void): Promise<void> {
  if (document.querySelector('dialog[open]') !== null) {
    scanNotice.value = 'Close what is open first, then scan again.';
    return;
  }
  const [{ targetOf }, things] = await Promise.all([import('./scan-target.ts'), codedThings()]);
  if (things === undefined) {
    scanNotice.value =
      'The lists could not be fetched, so it is not known what this is. Scan again when you are online.';
    return;
  }
  const target = targetOf(text, things, location.origin);
  if ('path' in target) route(target.path);
  else scanNotice.value = target.words;
}

/** What this person may see of what has a code; undefined as long as a list is not here. */
async function codedThings() {
  const role = session.value?.user.role ?? 'employee';
  const items = may(role, 'stock.read') ? model('stock-levels') : undefined;
  const orders = may(role, 'orders.read') ? model('order-board') : undefined;
  for (const list of [items, orders]) {
    if (list?.asOf.value === undefined) await list?.refresh();
    if (list !== undefined && list.asOf.value === undefined) return undefined;
  }
  return [
    ...(items?.list.value ?? []).map(({ id, code }) => ({ code, path: `/stock/${id}` })),
    ...(orders?.list.value ?? []).map(({ id, number }) => ({ code: number, path: `/orders/${id}` })),
  ];
}
