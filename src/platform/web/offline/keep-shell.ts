/** A burst of loaded files is one message. */
const pauseMs = 1_500;

let begun = false;

/** Has the shell of the workbench kept for a reload without a connection, with all files that this page has loaded. */
export function keepShell(): void {
  const { serviceWorker } = navigator;
  if (begun || !serviceWorker || !import.meta.env.PROD) return;
  begun = true;
  const files = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = async () => {
    const { active } = await serviceWorker.ready;
    active?.postMessage({ keep: [...files] });
  };
  const note = (entries: PerformanceEntry[]) => {
    const before = files.size;
    for (const { name } of entries) {
      const { origin, pathname } = new URL(name, location.href);
      if (origin === location.origin && pathname.startsWith('/assets/')) files.add(pathname);
    }
    if (files.size === before) return;
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), pauseMs);
  };
  serviceWorker.register('/shell-worker.js').then(
    () =>
      new PerformanceObserver((list) => note(list.getEntries())).observe({
        type: 'resource',
        buffered: true,
      }),
    // a browser that may keep nothing works as long as there is a connection
    () => undefined,
  );
}
