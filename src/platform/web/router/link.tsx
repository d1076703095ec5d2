import { useRouter } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type MouseEvent, useCallback } from 'react';

export { pathTo } from './href.ts';

/** Goes somewhere in the workbench: `go('/visits/123')`. */
export function useGo(): (href: string, options?: { replace?: boolean }) => void {
  const { history } = useRouter();
  return useCallback(
    (href, options) => (options?.replace ? history.replace(href) : history.push(href)),
    [history],
  );
}

/** Goes back to where the person came from, or to the fallback when this page was opened directly. */
export function useBack(fallbackHref: string): () => void {
  const { history } = useRouter();
  return useCallback(
    () => (history.canGoBack() ? history.back() : history.push(fallbackHref)),
    [history, fallbackHref],
  );
}

/** A link inside the workbench. Ctrl, middle click and "open in a new tab" stay the browser's. */
export function Go({
  to,
  onClick,
  ...rest
}: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const go = useGo();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
}
