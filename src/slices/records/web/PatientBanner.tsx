import { IconAlertOctagonFilled, IconCircleDotted, IconShieldCheck } from '@tabler/icons-react';
import { m } from '#messages';
import { formatPhone } from '#platform/shared/phones.ts';
import { systemClock, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { PatientBannerFrame } from '#platform/web/ui/PatientBanner.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type PatientBanner as Banner, records } from '../contract.ts';
import { birthWords, countryOf, dateWords, recordNumberWords, relationshipWords, sexWords } from './words.ts';
import './records.css';

/** Who the patient is and what must be known before anything is done. Follows every change at once. */
export default function PatientBanner({ patientId }: { patientId: string }) {
  const read = useRead(records, 'readBanner', { patientId }, { refreshOn: ['records.'] });
  const { data } = read;
  const tone =
    data?.signals.some((signal) => signal.tone === 'red') || data?.severeAllergy
      ? { tone: 'red' as const }
      : {};
  return (
    <PatientBannerFrame {...tone}>
      <ReadView read={read} rows={1}>
        {(banner) => <BannerLine banner={banner} patientId={patientId} />}
      </ReadView>
    </PatientBannerFrame>
  );
}

function BannerLine({ banner, patientId }: { banner: Banner; patientId: string }) {
  const locale = useLocale();
  const { clinic } = useMe();
  const country = countryOf(clinic);
  const day = banner.deceasedOn?.slice(0, 10) ?? today(systemClock, clinic.zone);
  return (
    <div className="rc-banner">
      <Go to={`/patients/${patientId}`} className="rc-banner-name">
        {banner.name}
      </Go>
      {banner.nickname && <span>“{banner.nickname}”</span>}
      <Fact label={m.records_column_birth()} value={birthWords(banner.birthDate, day, locale)} />
      <Fact label={m.records_column_sex()} value={sexWords(banner.sex)} />
      <Fact label={m.records_column_number()} value={recordNumberWords(banner.recordNumber, clinic)} />
      <AllergyFact banner={banner} />
      {banner.signals.map((signal) => (
        <SignalBadge key={signal.words} tone={signal.tone}>
          {signal.words}
          {banner.deceasedOn && signal.words === m.records_flag_deceased()
            ? ` ${dateWords(banner.deceasedOn, locale)}`
            : ''}
        </SignalBadge>
      ))}
      {banner.guardian && (
        <Fact
          label={relationshipWords(banner.guardian.relationship)}
          value={[banner.guardian.name, banner.guardian.phone && formatPhone(banner.guardian.phone, country)]
            .filter(Boolean)
            .join(' ')}
        />
      )}
      <Slot name="patient.banner.extra" inline props={{ patientId }} />
      {banner.replacedBy && (
        <Go to={`/patients/${banner.replacedBy}`} className="s-link">
          {m.records_banner_replaced()}
        </Go>
      )}
    </div>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <span className="rc-fact">
      <span className="rc-fact-label">{label}</span> <span>{value}</span>
    </span>
  );
}

/** Red only where it is severe; "not asked" is amber, because somebody must still ask. */
function AllergyFact({ banner }: { banner: Banner }) {
  const { allergies } = banner;
  if (Array.isArray(allergies)) {
    return (
      <SignalBadge
        tone={banner.severeAllergy ? 'red' : 'amber'}
        icon={<IconAlertOctagonFilled size={16} aria-hidden />}
      >
        {m.records_allergy_banner({ list: allergies.join(', ') })}
      </SignalBadge>
    );
  }
  if (allergies === 'notAsked') {
    return (
      <SignalBadge tone="amber" icon={<IconCircleDotted size={16} aria-hidden />}>
        {m.records_allergy_bannerNotAsked()}
      </SignalBadge>
    );
  }
  return (
    <SignalBadge tone="green" icon={<IconShieldCheck size={16} aria-hidden />}>
      {allergies === 'none' ? m.records_allergy_none() : m.records_allergy_noneToDrugs()}
    </SignalBadge>
  );
}
