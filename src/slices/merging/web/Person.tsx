import { systemClock, today } from '#platform/shared/time.ts';
import { formatPhone } from '#platform/shared/phones.ts';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import type { PatientForm } from '#slices/records/contract.ts';
import { birthWords, countryOf, recordNumberWords, sexWords } from '#slices/records/web/index.tsx';
import type { Chart } from '../contract.ts';
import './merging.css';

/** Who a chart is of, by all that tells her apart from the other one. */
export function Person({ chart, plain }: { chart: Chart; plain?: boolean }) {
  const locale = useLocale();
  const { clinic } = useMe();
  const day = today(systemClock, clinic.zone);
  const facts = [
    birthWords(chart.birthDate, day, locale),
    sexWords(chart.sex as PatientForm['sex']),
    recordNumberWords(chart.recordNumber, clinic),
    chart.phone && formatPhone(chart.phone, countryOf(clinic)),
    chart.city,
  ].filter(Boolean);
  return (
    <span className="mg-person">
      {plain ? <strong>{chart.name}</strong> : <Go to={`/patients/${chart.id}`}>{chart.name}</Go>}
      <span className="mg-facts">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
    </span>
  );
}
