import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { FieldSelect } from '#platform/web/form/fields.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { audit, type TrailEntry } from '../contract.ts';
import { Entries } from './Entries.tsx';

interface Narrowed {
  personId: string;
  day: string;
  action: string;
  outcome: TrailEntry['outcome'] | '';
  patient?: { id: string; name: string } | undefined;
}

const everything: Narrowed = { personId: '', day: '', action: '', outcome: '' };

/** The clinic's whole trail, for who answers for it. */
export default function Trail() {
  const [narrowed, setNarrowed] = useState(everything);
  const [before, setBefore] = useState<string>();
  const choices = useRead(audit, 'trailChoices', {});
  const { personId, day, action, outcome, patient } = narrowed;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day);
  const read = useRead(
    audit,
    'listTrail',
    {
      ...(personId && { personId }),
      ...(isDay && { day }),
      ...(action && { action }),
      ...(outcome && { outcome }),
      ...(patient && { patientId: patient.id }),
      ...(before && { before }),
    },
    { keep: true },
  );
  const narrow = (change: Partial<Narrowed>) => {
    setNarrowed({ ...narrowed, ...change });
    setBefore(undefined);
  };
  return (
    <Page title={m.audit_trail_title()}>
      <div className="au-filters">
        <FieldSelect
          label={m.audit_filter_person()}
          value={personId}
          onChange={(value) => narrow({ personId: value })}
          options={(choices.data?.people ?? []).map((one) => ({ value: one.id, label: one.name }))}
          placeholder={m.audit_filter_any()}
          clearable
        />
        <FieldDate
          label={m.audit_filter_day()}
          value={day}
          onChange={(value) => narrow({ day: value })}
          past
        />
        <FieldSelect
          label={m.audit_filter_what()}
          value={action}
          onChange={(value) => narrow({ action: value })}
          options={(choices.data?.actions ?? []).map((one) => ({ value: one.action, label: one.words }))}
          placeholder={m.audit_filter_any()}
          clearable
        />
        <FieldSelect
          label={m.audit_filter_outcome()}
          value={outcome}
          onChange={(value) => narrow({ outcome: value as Narrowed['outcome'] })}
          options={[
            { value: 'done', label: m.audit_outcome_done() },
            { value: 'refused', label: m.audit_outcome_refused() },
            { value: 'failed', label: m.audit_outcome_failed() },
          ]}
          placeholder={m.audit_filter_any()}
          clearable
        />
      </div>
      {patient && (
        <p>
          {m.audit_filter_patient()}: <strong>{patient.name}</strong>{' '}
          <Button small onClick={() => narrow({ patient: undefined })}>
            {m.audit_filter_allPatients()}
          </Button>
        </p>
      )}
      <ReadView read={read} rows={10}>
        {(page) => (
          <Entries
            label={m.audit_trail_title()}
            page={page}
            before={before}
            onPage={setBefore}
            onPatient={(id, name) => narrow({ patient: { id, name } })}
          />
        )}
      </ReadView>
    </Page>
  );
}
