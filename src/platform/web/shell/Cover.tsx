import type { ReactNode } from 'react';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { Mark } from './Mark.tsx';

/** The page that stands in place of the screens: sign-in, lock, links. */
export function Cover(props: { children: ReactNode; over?: boolean; wide?: boolean; ribbon?: ReactNode }) {
  return (
    <main className={props.over ? 's-cover s-cover-over' : 's-cover'}>
      {props.ribbon}
      <div className="s-cover-head">
        <Mark />
        <LanguageSwitch />
      </div>
      <div className={props.wide ? 's-cover-body s-cover-wide' : 's-cover-body'}>{props.children}</div>
    </main>
  );
}
