import { useState } from 'react';
import { m } from '#messages';
import { formatDateTime } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useLocale } from '#platform/web/language.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { SignDialog } from '#platform/web/sign/SignDialog.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type JobRecord, workforce } from '#slices/workforce/contract.ts';
import { dayWords } from '../credentials/days.ts';

const supervisionWords = {
  onSite: m.workforce_job_supervision_onSite,
  indirect: m.workforce_job_supervision_indirect,
  none: m.workforce_job_supervision_none,
};

/** One version, whole, with who signed it; signed and printed here. */
export function JobRecordView({ record }: { record: JobRecord }) {
  const { staffId, version, duties } = record;
  const kinds = [
    [m.workforce_job_duties_administrative(), duties.administrative],
    [m.workforce_job_duties_clinical(), duties.clinical],
    [m.workforce_job_duties_specialty(), duties.specialty],
  ] as const;
  const facts = [
    [m.workforce_job_reportsTo(), record.reportsToName],
    [m.workforce_job_site(), record.site],
    [m.workforce_job_from(), dayWords(record.fromDay)],
    [m.workforce_job_to(), record.toDay ? dayWords(record.toDay) : ''],
    [m.workforce_job_supervision(), supervisionWords[record.supervision]()],
    [m.workforce_job_education(), record.education],
    [m.workforce_job_credentials(), record.credentials.join('; ')],
    [m.workforce_job_immunisations(), record.immunisations],
    [m.workforce_job_competencies(), record.competencies.join('; ')],
    [m.workforce_job_physical(), record.physical],
  ].filter(([, said]) => said !== '');
  return (
    <article className="wf-job" aria-label={`${record.name}: ${record.title}, ${version}`}>
      <p>
        <strong>{record.title}</strong> · {record.name}{' '}
        <span className="s-hint">
          {m.workforce_job_version()} {version}
        </span>
      </p>
      <Signatures record={record} />
      {kinds
        .filter(([, lines]) => lines.length > 0)
        .map(([label, lines]) => (
          <section key={label}>
            <h3>{label}</h3>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
      <dl>
        {facts.map(([label, said]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      <Acts staffId={staffId} record={record} />
    </article>
  );
}

function Signatures({ record }: { record: JobRecord }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const parties = [
    [m.workforce_job_person(), record.signed.person, record.name],
    [m.workforce_job_supervisor(), record.signed.supervisor, record.reportsToName],
  ] as const;
  return parties.map(([party, one, name]) => (
    <p key={party}>
      <SignalBadge tone={one ? 'green' : 'amber'}>
        {one
          ? m.workforce_job_signedBy({ party, by: one.by, at: formatDateTime(one.at, locale, zone) })
          : m.workforce_job_waits({ party, name })}
      </SignalBadge>
    </p>
  ));
}

function Acts({ staffId, record }: { staffId: string; record: JobRecord }) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const sign = useAct(workforce, 'signJobRecord');
  const paper = useAct(workforce, 'printJobRecord');
  const { print } = usePrint();
  const { version, signed } = record;
  const mine = me.staffId === staffId && !signed.person;
  const asSupervisor = me.staffId === record.reportsToId && !signed.supervisor;
  const printIt = () =>
    void paper.run({ staffId, version }).then(
      ({ paperId }) => print(paperId),
      () => undefined,
    );
  return (
    <div className="wf-file-acts">
      {record.newest && (mine || asSupervisor) && (
        <Button tone="primary" onClick={() => setOpen(true)}>
          {m.workforce_job_sign()}
        </Button>
      )}
      <Button tone="plain" onClick={printIt} pending={paper.pending}>
        {m.workforce_job_print()}
      </Button>
      <Problem problem={paper.problem} />
      <SignDialog
        title={m.workforce_job_signTitle({ name: record.name })}
        act={m.workforce_job_sign()}
        open={open}
        pending={sign.pending}
        problem={sign.problem}
        onSign={async (proof) => {
          await sign.run({ staffId, version, proof });
          tell(m.workforce_job_signed());
        }}
        onClose={() => setOpen(false)}
      />
    </div>
  );
}
