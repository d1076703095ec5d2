import { Suspense, useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { formatTime } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldSelect, FieldText } from '#platform/web/form/fields.tsx';
import { SaveBar } from '#platform/web/form/SaveBar.tsx';
import { Form, useForm } from '#platform/web/form/use-form.tsx';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { Go, useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { records } from '#slices/records/contract.ts';
import { PatientPicker } from '#slices/records/web/index.tsx';
import { scheduling, type VisitType } from '#slices/scheduling/contract.ts';
import { frontDesk } from '../contract.ts';
import type { Priority } from '../shared/steps.ts';
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
  const mayRegister = useMay('records.register');
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
            <Suspense>
              <PatientPicker
                label={m.frontDesk_walkIn_patient()}
                hint={m.frontDesk_walkIn_patientHint()}
                onChosen={({ id, name, masked }, line) => setChosen({ id, name, ...(!masked && { line }) })}
              />
            </Suspense>
            {mayRegister && (
              <p className="fd-register">
                <Go to="/patients/new">{m.frontDesk_walkIn_register()}</Go>
              </p>
            )}
          </Panel>
        )}
      </div>
    </Page>
  );
}

function WalkInForm({ patient, onChange }: { patient: Chosen; onChange: () => void }) {
  const types = useRead(scheduling, 'setup', {});
  const duty = useRead(frontDesk, 'setup', {});
  return (
    <ReadView read={types} rows={4}>
      {({ visitTypes }) => {
        const active = visitTypes.filter((one) => one.active);
        if (active.length === 0) return <EmptyState title={m.frontDesk_walkIn_noTypes()} />;
        return (
          <ReadView read={duty} rows={4}>
            {({ practitioners }) => (
              <TakeIn patient={patient} types={active} sessions={practitioners} onChange={onChange} />
            )}
          </ReadView>
        );
      }}
    </ReadView>
  );
}

/**
 * The session first, which has the focus: an arrow chooses it, `Ctrl Enter` takes her in. Whom she comes to decides her
 * number; type, reason and flag begin with what is usual and stand there to be changed.
 */
function TakeIn(props: {
  patient: Chosen;
  types: VisitType[];
  sessions: { id: string; name: string }[];
  onChange: () => void;
}) {
  const { patient, types, sessions } = props;
  const go = useGo();
  const language = useLanguage();
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const box = useRef<HTMLDivElement>(null);
  const [only] = sessions;
  const form = useForm(frontDesk, 'takeWalkIn', {
    initial: {
      patientId: patient.id,
      visitTypeCode: types[0]?.code ?? '',
      practitionerId: sessions.length === 1 ? (only?.id ?? '') : '',
      priority: 'routine' as Priority,
      reason: '',
    },
    onDone: ({ visitId, number, scheduledAt }) => {
      if (patient.line) keepLine(visitId, patient.line);
      if (number !== undefined && scheduledAt) {
        const time = formatTime(scheduledAt, locale, zone);
        tell(m.frontDesk_walkIn_number({ name: patient.name, number, time }));
      }
      go(`/visits/${visitId}/greet`, { replace: true });
    },
  });
  useEffect(() => {
    const find = (one: string) => box.current?.querySelector<HTMLElement>(one);
    (find('input:checked') ?? find('input'))?.focus();
  }, []);
  const other = form.problem?.code === 'frontDesk.alreadyToday' ? form.problem.details.visitId : undefined;
  const session = {
    label: m.frontDesk_walkIn_practitioner(),
    ...form.field('practitionerId'),
    options: [
      { value: '', label: m.frontDesk_walkIn_anybody() },
      ...sessions.map((one) => ({ value: one.id, label: one.name })),
    ],
  };
  const type = {
    label: m.frontDesk_walkIn_visitType(),
    ...form.field('visitTypeCode'),
    options: types.map((one) => ({
      value: one.code,
      label: language === 'id' ? one.labelId : one.labelEn,
    })),
    required: true,
  };
  return (
    <Form form={form} label={m.frontDesk_walkIn_title()}>
      <Panel
        title={patient.name}
        actions={
          <Button small onClick={props.onChange}>
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
          <div ref={box}>
            {sessions.length <= 6 ? <FieldChips {...session} /> : <FieldSelect {...session} />}
          </div>
          {types.length <= 6 ? <FieldChips {...type} /> : <FieldSelect {...type} />}
          <FieldText label={m.frontDesk_walkIn_reason()} {...form.field('reason')} maxLength={255} />
        </div>
      </Panel>
      {typeof other === 'string' && <Go to={`/visits/${other}`}>{m.frontDesk_walkIn_openOther()}</Go>}
      <SaveBar form={form} label={m.frontDesk_walkIn_save()} />
    </Form>
  );
}
