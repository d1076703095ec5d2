import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import type { Terms } from './asks.ts';

/** To which jobs acts of care may be delegated; beyond the country's practice only with her word about the law. */
export function CareTo(props: { terms: Terms; mayChange: boolean }) {
  const { terms, mayChange } = props;
  const language = useLanguage();
  const [jobs, setJobs] = useState(terms.careTo);
  const [lawAllows, setLawAllows] = useState(false);
  const { run, pending, problem } = useAct(workforce, 'saveDelegable');
  const labelOf = (role: string) => terms.allJobs.find((one) => one.role === role)?.label[language] ?? role;
  const beyond = jobs.filter((role) => !terms.careToOfCountry.includes(role));
  const save = () =>
    void run({ careTo: jobs, lawAllows }).then(
      ({ ended }) => tell(m.workforce_terms_careToSaved({ ended })),
      () => undefined,
    );
  return (
    <Panel title={m.workforce_terms_careTo()}>
      <FieldChips
        label={m.workforce_terms_job()}
        value={jobs}
        onChange={(value) => {
          setLawAllows(false);
          setJobs(value);
        }}
        options={terms.allJobs.map((one) => ({ value: one.role, label: one.label[language] }))}
        many
        disabled={!mayChange}
      />
      {mayChange && beyond.length > 0 && (
        <FieldCheck
          label={m.workforce_terms_careToLaw({ jobs: beyond.map(labelOf).join(', ') })}
          value={lawAllows}
          onChange={setLawAllows}
        />
      )}
      <Problem problem={problem} />
      {mayChange && (
        <Button onClick={save} pending={pending} disabled={beyond.length > 0 && !lawAllows}>
          {m.workforce_terms_careToSave()}
        </Button>
      )}
    </Panel>
  );
}
