import { type MutableRef, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How wide an element is now, in px: a chart is drawn anew for each width, so that its words stay as large as others. */
export function useWidth(): readonly [MutableRef<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    observer.observe(element);
    setWidth(Math.floor(element.clientWidth));
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
