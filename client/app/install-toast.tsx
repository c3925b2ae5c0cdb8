import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { askInMs, askLater, install, installWay } from '../shared/install.ts';
import { Toast } from '../ui/toast.tsx';
import { newer } from './update.tsx';

/** Asks whether Misty is to stand on this device, where the browser can do it and it is not there yet. */
export function InstallToast() {
  const [asks, setAsks] = useState(false);
  const { route, path } = useLocation();
  useEffect(() => {
    const timer = setTimeout(() => setAsks(true), askInMs(Date.now()));
    return () => clearTimeout(timer);
  }, []);
  const way = installWay();
  // More says it all, and a new version comes first.
  if (!asks || newer.value || path === '/more') return null;
  if (way !== 'browser' && way !== 'share-menu') return null;
  return (
    <Toast
      words="Put Misty on this device, like any other app"
      action={way === 'browser' ? 'Install' : 'Show me how'}
      onPress={() => {
        setAsks(false);
        if (way === 'browser') void install();
        else {
          askLater();
          route('/more#install');
        }
      }}
      onLater={() => {
        setAsks(false);
        askLater();
      }}
    />
  );
}
