import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import { asksOf, type Term } from './asks.ts';
import { CareTo } from './CareTo.tsx';
import { TermForm } from './TermForm.tsx';
import '../workforce.css';

/** What acts ask of those without a licence, and to which jobs care may be delegated. */
export default function TermsPage() {
  const language = useLanguage();
  const mayChange = useMay('workforce.manage');
  const read = useRead(workforce, 'listTerms', {}, { refreshOn: ['workforce.', 'competencies.'] });
  const remove = useAct(workforce, 'removeTerm');
  const [over, setOver] = useState<{ term?: Term }>();
  const add = () => setOver({});
  useKeys({ n: mayChange ? { label: m.workforce_terms_add(), run: add } : undefined });
  const takeAway = ({ act, role, actWords }: Term) =>
    void remove.run({ act, role }).then(
      () => tell(m.workforce_terms_removed({ act: actWords })),
      () => undefined,
    );
  const addButton = mayChange && (
    <Button tone="primary" onClick={add} keys="N">
      {m.workforce_terms_add()}
    </Button>
  );
  return (
    <Page title={m.workforce_terms_title()} actions={addButton}>
      <p className="s-hint">{m.workforce_terms_hint()}</p>
      <Problem problem={remove.problem} />
      <ReadView read={read} rows={8}>
        {(data) => (
          <>
            <DataTable
              label={m.workforce_terms_title()}
              rows={data.terms}
              rowKey={(one) => `${one.act} ${one.role}`}
              columns={[
                { id: 'act', header: m.workforce_terms_act(), cell: (one) => one.actWords },
                {
                  id: 'job',
                  header: m.workforce_terms_job(),
                  cell: (one) => one.roleLabel?.[language] ?? m.workforce_terms_everyJob(),
                },
                { id: 'asks', header: m.workforce_terms_asks(), cell: (one) => asksOf(one, language) },
              ]}
              {...(mayChange && {
                act: (term: Term) => ({ label: m.workforce_terms_edit(), run: () => setOver({ term }) }),
                more: (term: Term) => [{ label: m.workforce_terms_remove(), run: () => takeAway(term) }],
              })}
              empty={<EmptyState title={m.workforce_terms_none()} />}
            />
            <CareTo key={data.careTo.join(' ')} terms={data} mayChange={mayChange} />
            <Dialog
              title={over?.term?.actWords ?? m.workforce_terms_add()}
              open={over !== undefined}
              onClose={() => setOver(undefined)}
            >
              {over && <TermForm terms={data} {...over} onDone={() => setOver(undefined)} />}
            </Dialog>
          </>
        )}
      </ReadView>
    </Page>
  );
}
