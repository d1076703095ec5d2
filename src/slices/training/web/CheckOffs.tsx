import { m } from '#messages';
import { Go, pathTo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import type { Practicum } from '../contract.ts';

/** The check-off of each competency that is not good yet, for who observes. */
export function CheckOffs({ practicum }: { practicum: Pick<Practicum, 'staffId' | 'skills'> }) {
  const mayObserve = useMay('competencies.observe');
  const { staffId, skills } = practicum;
  const left = skills.filter((one) => !one.good);
  if (!mayObserve || left.length === 0) return null;
  return (
    <p className="tr-acts">
      {m.training_checkOff()}:{' '}
      {left.map(({ code, label }) => (
        <Go key={code} to={pathTo('/work/check-off/$staffId/$code', { staffId, code })}>
          {label}
        </Go>
      ))}
    </p>
  );
}
