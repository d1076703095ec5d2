import { type ReactNode, useEffect, useRef } from 'react';
import { m } from '#messages';
import { useKeys } from '../keys/use-keys.tsx';
import { useBack } from '../router/link.tsx';

/**
 * The frame of a screen: one `h1`, the acts beside it, the patient's banner above. On arrival the focus goes to the
 * heading, unless a field of the page already took it. `back` is where `Esc` leads; drafts are kept.
 */
export function Page(props: {
  title: ReactNode;
  children: ReactNode;
  actions?: ReactNode;
  filters?: ReactNode;
  banner?: ReactNode;
  aside?: ReactNode;
  back?: string;
}) {
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!page.current?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
  }, []);
  const back = useBack(props.back ?? '/');
  useKeys({ escape: props.back ? { label: m.web_key_back(), run: back } : undefined });
  return (
    <div className="s-page" ref={page}>
      {props.banner}
      <div className="s-page-head">
        {props.back && (
          <button type="button" className="s-back" onClick={back} aria-label={m.web_back()}>
            <span aria-hidden>←</span>
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.filters && <div className="s-page-filters">{props.filters}</div>}
        {props.actions && <div className="s-page-actions">{props.actions}</div>}
      </div>
      <div className={props.aside ? 's-page-body s-page-split' : 's-page-body'}>
        <div className="s-page-main">{props.children}</div>
        {props.aside && <aside className="s-page-aside">{props.aside}</aside>}
      </div>
    </div>
  );
}
