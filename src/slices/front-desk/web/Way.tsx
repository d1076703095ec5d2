import { IconCheck } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { m } from '#messages';
import { formatTime, minutesBetween } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { isMain, rankOf } from '../shared/steps.ts';
import type { Visit } from './visit-types.ts';

/** The steps in order with their times; the present one with its minutes, beside it a pause or an end. */
export function Way({ visit, now }: { visit: Visit; now: string }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const here = isMain(visit.step) ? rankOf(visit.step) : undefined;
  const list = useRef<HTMLOListElement>(null);
  // on a narrow screen the present step is what must be in sight, not the first one
  useLayoutEffect(() => {
    const now = list.current?.querySelector<HTMLElement>(`[data-step="${visit.step}"]`);
    if (list.current && now)
      list.current.scrollLeft = now.offsetLeft - (list.current.clientWidth - now.offsetWidth) / 2;
  }, [visit.step]);
  const minutes = Math.max(0, minutesBetween(visit.since, now));
  return (
    <div className="fd-way-holder">
      {/* it scrolls sideways where it is narrow, and then by keyboard too */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable without a pointer */}
      <ol ref={list} className="fd-way" aria-label={m.frontDesk_visit_way()} tabIndex={0}>
        {visit.way.map((one) => {
          const current = one.step === visit.step;
          const passed = !current && here !== undefined && rankOf(one.step) < here;
          return (
            <li
              key={one.step}
              data-step={one.step}
              className={current ? 'fd-way-now' : passed ? 'fd-way-passed' : ''}
              aria-current={current ? 'step' : undefined}
            >
              <span className="fd-way-label">
                {passed && one.at && <IconCheck size={14} aria-hidden />}
                {one.label}
              </span>
              <span className="fd-soft s-figures">
                {current && one.step !== 'left' && one.step !== 'expected'
                  ? m.frontDesk_board_minutes({ count: minutes })
                  : one.at
                    ? formatTime(one.at, locale, zone).replace(/ WI\w+$/, '')
                    : ''}
              </span>
            </li>
          );
        })}
      </ol>
      {!isMain(visit.step) && (
        <SignalBadge tone={visit.step === 'steppedOut' ? 'amber' : 'grey'}>{visit.stepLabel}</SignalBadge>
      )}
    </div>
  );
}
