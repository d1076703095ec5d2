import type { ReactNode } from 'react';
import { m } from '#messages';

/** Holds the patient's banner: outside of what scrolls, and above dialogs. The records slice fills it. */
export function PatientBannerFrame(props: { children: ReactNode; tone?: 'red' | 'amber' }) {
  return (
    <section
      className={props.tone ? `s-banner s-banner-${props.tone}` : 's-banner'}
      aria-label={m.web_banner_label()}
    >
      {props.children}
    </section>
  );
}
