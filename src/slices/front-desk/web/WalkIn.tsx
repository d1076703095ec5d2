import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Go, useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { records } from '#slices/records/contract.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { frontDesk } from '../contract.ts';
import type { Priority } from '../shared/steps.ts';
import { FindPatient } from './FindPatient.tsx';
import './front-desk.css';
import { keepLine } from './spoken-line.ts';

interface Chosen {
  id: string;
  name: string;
  /** The line by which she was found, where it named two identifiers. */
  line?: string;
}

/** Somebody without an appointment: the red flag first, then who and why. */
export default function WalkIn({ search }: ScreenProps) {
  const [chosen, setChosen] = useState<Chosen>();
  const given = useRead(
    records,
    'readBanner',
    { patientId: search.patientId ?? '' },
    { enabled: search.patientId !== undefined },
  );
  const patient = chosen ?? (given.data && { id: given.data.id, name: given.data.name });
  return (
    <Page title={m.frontDesk_walkIn_title()} back="/today">
      <div className="fd-narrow">
        {patient ? (
          <WalkInForm key={patient.id} patient={patient} onChange={() => setChosen(undefined)} />
        ) : (
          <Panel title={m.frontDesk_walkIn_patient()} tone="blue">
            <FindPatient onChosen={setChosen} />
          </Panel>
        )}
      </div>
    </Page>
  );
}

function WalkInForm({ patient, onChange }: { patient: Chosen; onChange: () => void }) {
  const go = useGo();
  const language = useLanguage();
  const setup = useRead(scheduling, 'setup', {});
  const duty = useRead(frontDesk, 'setup', {});
  const form = useForm(frontDesk, 'takeWalkIn', {
    initial: {
      patientId: patient.id,
      visitTypeCode: '',
      practitionerId: '',
      priority: 'routine' as Priority,
      reason: '',
    },
    onDone: ({ visitId }) => {
      if (patient.line) keepLine(visitId, patient.line);
      go(`/visits/${visitId}/greet`, { replace: true });
    },
  });
  const other = form.problem?.code === 'frontDesk.alreadyToday' ? form.problem.details.visitId : undefined;
  return (
    <Form form={form} label={m.frontDesk_walkIn_title()}>
      <Panel
        title={patient.name}
        actions={
          <Button small onClick={onChange}>
            {m.frontDesk_walkIn_change()}
          </Button>
        }
      >
        <div className="fd-stack">
          <FieldChips
            label={m.frontDesk_walkIn_flag()}
            hint={m.frontDesk_walkIn_flagHint()}
            {...form.field('priority')}
            onChange={(value) => form.set('priority', value)}
            options={[
              { value: 'routine', label: m.frontDesk_walkIn_routine() },
              { value: 'urgent', label: m.frontDesk_act_urgent() },
              { value: 'emergency', label: m.frontDesk_act_emergency() },
            ]}
          />
          <FieldText
            label={m.frontDesk_walkIn_reason()}
            {...form.field('reason')}
            maxLength={255}
            autoFocus
          />
          <ReadView read={setup} rows={2}>
            {({ visitTypes }) => {
              const types = visitTypes.filter((one) => one.active);
              if (types.length === 0) return <EmptyState title={m.frontDesk_walkIn_noTypes()} />;
              const options = types.map((one) => ({
                value: one.code,
                label: language === 'id' ? one.labelId : one.labelEn,
              }));
              const field = {
                label: m.frontDesk_walkIn_visitType(),
                ...form.field('visitTypeCode'),
                options,
                required: true,
              };
              return types.length <= 6 ? <FieldChips {...field} /> : <FieldSelect {...field} />;
            }}
          </ReadView>
          <FieldSelect
            label={m.frontDesk_walkIn_practitioner()}
            {...form.field('practitionerId')}
            placeholder={m.frontDesk_walkIn_anybody()}
            options={(duty.data?.practitioners ?? []).map((one) => ({ value: one.id, label: one.name }))}
            clearable
          />
        </div>
      </Panel>
      {typeof other === 'string' && <Go to={`/visits/${other}`}>{m.frontDesk_walkIn_openOther()}</Go>}
      <SaveBar form={form} label={m.frontDesk_walkIn_save()} />
    </Form>
  );
}
