import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { insurance } from '../contract.ts';
import './insurance.css';

/** The payer in the patient's banner: the first coverage in force, and whether it was asked today. */
export default function PayerFact({ patientId }: { patientId: string }) {
  const { data } = useRead(insurance, 'coveragesOf', { patientId }, { refreshOn: ['insurance.'] });
  const first = data?.coverages.find((one) => one.state === 'active');
  if (!data) return null;
  return (
    <span>
      <span className="in-note">{m.insurance_field_payer()}</span>{' '}
      {first
        ? `${first.payer.name}${first.verifiedToday ? '' : ` (${m.insurance_notAskedToday()})`}`
        : m.insurance_selfPay()}
    </span>
  );
}
