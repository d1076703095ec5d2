import type { ReactNode } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { Background } from '../contract.ts';
import { educationWords } from './words.ts';

/** Schooling and work that a person brings along, and whether somebody has seen the papers. */
export function BackgroundList(props: {
  background: readonly Background[];
  act: (one: Background) => ReactNode;
}) {
  const locale = useLocale();
  const day = (text: string | undefined) => (text ? formatPlainDate(text, locale, 'short') : '');
  return (
    <Panel title={m.training_background_title()}>
      {props.background.length === 0 && <p className="s-hint">{m.training_background_none()}</p>}
      <ul className="tr-lines" aria-label={m.training_background_title()}>
        {props.background.map((one) => (
          <li key={one.backgroundId} className="tr-line">
            <div className="tr-line-main">
              <strong>{one.title}</strong>, {one.place}{' '}
              <SignalBadge tone={one.confirmedBy ? 'green' : 'amber'}>
                {one.confirmedBy
                  ? m.training_background_confirmedBy({ name: one.confirmedBy })
                  : m.training_gap_state_waiting()}
              </SignalBadge>
              <p className="s-hint">
                {one.level && `${educationWords[one.level]()} · `}
                {one.fromDay ? day(one.fromDay) : ''}
                {(one.fromDay || one.toDay) && ' – '}
                {one.toDay ? day(one.toDay) : one.kind === 'experience' && m.training_background_goesOn()}
              </p>
            </div>
            <div className="tr-line-acts">{props.act(one)}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
