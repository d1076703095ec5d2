import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type ActInWords, type JobDescription, workforce } from '../contract.ts';

const kinds = ['administrative', 'clinical', 'specialty'] as const;
const kindWords = {
  administrative: m.workforce_jobs_administrative,
  clinical: m.workforce_jobs_clinical,
  specialty: m.workforce_jobs_specialty,
};

/** One job's acts, by kind. Acts of care beyond the template ask for the manager's word about the law. */
export function JobForm(props: { job: JobDescription; acts: ActInWords[]; mayChange: boolean }) {
  const { job, acts, mayChange } = props;
  const language = useLanguage();
  const [held, setHeld] = useState<readonly string[]>(job.actions);
  const [preliminary, setPreliminary] = useState(job.preliminary);
  const [lawAllows, setLawAllows] = useState(false);
  const { run, pending, problem } = useAct(workforce, 'saveJobDescription');
  const asked = acts.filter(
    ({ action, kind }) =>
      kind !== 'administrative' &&
      held.includes(action) &&
      !job.actions.includes(action) &&
      !job.templateActions?.includes(action),
  );
  const toggle = (action: string) => {
    setLawAllows(false);
    setHeld(held.includes(action) ? held.filter((one) => one !== action) : [...held, action]);
  };
  const dirty = preliminary !== job.preliminary || !same(held, job.actions);
  const save = async () => {
    if (!dirty || !mayChange) return;
    await run({ role: job.role, actions: [...held], preliminary, lawAllows }).then(
      () => tell(m.workforce_jobs_saved()),
      () => undefined,
    );
  };
  useKeys({
    'ctrl+enter': mayChange ? { label: m.workforce_jobs_save(), run: () => void save() } : undefined,
  });
  return (
    <div className="wf-job">
      <h2 className="wf-job-title">{job.label[language]}</h2>
      {kinds.map((kind) => (
        <ActGroup
          key={kind}
          kind={kind}
          acts={acts.filter((act) => act.kind === kind)}
          job={job}
          held={held}
          {...(mayChange && { onToggle: toggle })}
        />
      ))}
      {(mayChange || preliminary) && (
        <FieldCheck
          label={m.workforce_jobs_preliminary()}
          value={preliminary}
          onChange={setPreliminary}
          disabled={!mayChange}
        />
      )}
      {mayChange && (
        <div className="s-savebar">
          {asked.length > 0 && (
            <div className="wf-law">
              <FieldCheck
                label={m.workforce_jobs_lawAllows({ acts: asked.map((act) => act.words).join(', ') })}
                value={lawAllows}
                onChange={setLawAllows}
              />
            </div>
          )}
          <Problem problem={problem} />
          <div className="s-savebar-acts">
            {job.templateActions && !same(held, job.templateActions) && (
              <Button onClick={() => setHeld(job.templateActions ?? [])}>
                {m.workforce_jobs_asTemplate()}
              </Button>
            )}
            <Button
              tone="primary"
              onClick={() => void save()}
              pending={pending}
              disabled={!dirty || (asked.length > 0 && !lawAllows)}
              keys="Ctrl ↵"
            >
              {m.workforce_jobs_save()}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((action) => other.includes(action));
}

function ActGroup(props: {
  kind: (typeof kinds)[number];
  acts: ActInWords[];
  job: JobDescription;
  held: readonly string[];
  /** Absent where she only reads; then what the job does not hold is left out. */
  onToggle?: (action: string) => void;
}) {
  const { job, held, onToggle } = props;
  const shown = onToggle ? props.acts : props.acts.filter((act) => held.includes(act.action));
  if (props.acts.length === 0) return null;
  return (
    <Panel title={kindWords[props.kind]()}>
      {props.kind !== 'administrative' && <p className="wf-note">{m.workforce_jobs_clinicalNote()}</p>}
      {shown.length === 0 && <p className="s-hint">{m.workforce_jobs_holdsNothing()}</p>}
      <ul className="wf-acts">
        {shown.map((act) => (
          <li key={act.action}>
            {onToggle ? (
              <label>
                <input
                  type="checkbox"
                  checked={held.includes(act.action)}
                  onChange={() => onToggle(act.action)}
                />
                <span>{act.words}</span>
              </label>
            ) : (
              <span>{act.words}</span>
            )}
            <Difference job={job} action={act.action} held={held.includes(act.action)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Difference(props: { job: JobDescription; action: string; held: boolean }) {
  const template = props.job.templateActions;
  if (!template || template.includes(props.action) === props.held) return null;
  return <em>{props.held ? m.workforce_jobs_notInTemplate() : m.workforce_jobs_takenOut()}</em>;
}
