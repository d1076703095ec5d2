import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLanguage } from '#platform/web/language.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { workforce } from '../contract.ts';
import { JobForm } from './JobForm.tsx';
import './workforce.css';

/** Which acts each job holds. The manager changes the clinic's copy; everybody else who may see it reads. */
export default function JobDescriptions() {
  const language = useLanguage();
  const { country } = useMe().clinic;
  const mayChange = useMay('workforce.manage');
  const read = useRead(workforce, 'listJobDescriptions', {}, { refreshOn: ['workforce.'] });
  const [chosen, setChosen] = useState('');
  return (
    <Page title={m.workforce_jobs_title()}>
      <ReadView read={read} rows={10}>
        {({ jobs, acts, templateCountry }) => {
          const job = jobs.find((one) => one.role === chosen) ?? jobs[0];
          return (
            <>
              <p className="s-hint">
                {templateCountry
                  ? m.workforce_jobs_template({ country: countryName(country, language) })
                  : m.workforce_jobs_noTemplate()}
                {!mayChange && ` ${m.workforce_jobs_readOnly()}`}
              </p>
              <div className="wf-jobs">
                <ul className="wf-jobs-list" aria-label={m.workforce_jobs_choose()}>
                  {jobs.map((one) => (
                    <li key={one.role}>
                      <button
                        type="button"
                        aria-current={one === job ? 'true' : undefined}
                        onClick={() => setChosen(one.role)}
                      >
                        <strong>{one.label[language]}</strong>
                        <span>{m.workforce_jobs_heldBy({ count: one.heldBy })}</span>
                      </button>
                    </li>
                  ))}
                </ul>
                {job && <JobForm key={formKey(job)} job={job} acts={acts} mayChange={mayChange} />}
              </div>
            </>
          );
        }}
      </ReadView>
    </Page>
  );
}

/** Another copy of the description is another form; a push that changes nothing leaves what is being ticked. */
function formKey(job: { role: string; actions: string[]; preliminary: boolean }): string {
  return `${job.role} ${job.preliminary} ${job.actions.join(' ')}`;
}

function countryName(country: string, language: 'en' | 'id'): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
}
