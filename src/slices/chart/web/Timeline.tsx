import { useState } from 'react';
import { m } from '#messages';
import { useSettled } from '#platform/web/client/use-settled.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { type Kind, kinds } from '../shared/kinds.ts';
import { TakeDialog } from './TakeDialog.tsx';
import { TimelinePage } from './TimelinePage.tsx';
import { kindWords } from './words.ts';
import './chart.css';

/** Everything of one patient in the order of time; typed words narrow it down. `kind=finding,procedure` begins with these kinds. */
export default function Timeline({ params, search }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const mayTake = useMay('chart.take');
  const [taking, setTaking] = useState(false);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string[]>(
    kinds.filter((kind) => search.kind?.split(',').includes(kind)),
  );
  const find = useSettled(typed.trim(), 250);
  const clear = () => {
    setTyped('');
    setChosen([]);
  };
  return (
    <Page
      title={m.chart_title()}
      back={`/patients/${patientId}`}
      banner={<PatientBanner patientId={patientId} />}
      actions={mayTake && <Button onClick={() => setTaking(true)}>{m.chart_take()}</Button>}
    >
      <div className="ct-sieve">
        <FieldText label={m.chart_find()} value={typed} onChange={setTyped} autoFocus maxLength={100} />
        <FieldChips
          many
          label={m.chart_kinds()}
          value={chosen}
          onChange={setChosen}
          options={kinds.map((kind) => ({ value: kind, label: kindWords[kind]() }))}
        />
      </div>
      <Pages
        // another question begins again at the newest day
        key={JSON.stringify([find, chosen])}
        {...{ patientId, find, kinds: chosen as Kind[], onClear: clear }}
      />
      <TakeDialog patientId={patientId} open={taking} onClose={() => setTaking(false)} />
    </Page>
  );
}

interface PagesProps {
  patientId: string;
  find: string;
  kinds: Kind[];
  onClear: () => void;
}

/** Page below page, as far back as somebody asked. */
function Pages(props: PagesProps) {
  const [pages, setPages] = useState<(string | undefined)[]>([undefined]);
  return (
    <div className="ct-pages" aria-live="off">
      {pages.map((before, place) => (
        <TimelinePage
          key={before ?? ''}
          {...props}
          before={before}
          onOlder={place === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
        />
      ))}
    </div>
  );
}
