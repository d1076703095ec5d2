import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLanguage } from '#platform/web/language.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { selfPayId } from '#slices/insurance/contract.ts';
import { bookkeeping, type Fee } from '../contract.ts';
import { FeeForm } from './FeeForm.tsx';
import { MoneyRules } from './MoneyRules.tsx';
import { feeKindWords } from './words.ts';
import './bookkeeping.css';

/** The price list: what is priced, for everybody and for payers of their own, and the rules of the till. */
export default function FeeSettings() {
  const language = useLanguage();
  const read = useRead(bookkeeping, 'fees', {}, { refreshOn: ['bookkeeping.feesChanged'] });
  const [edited, setEdited] = useState<Fee | 'new'>();
  const add = { label: m.bookkeeping_fee_add(), run: () => setEdited('new') };
  const own = (fee: Fee) => fee.prices.find((one) => one.payerId === selfPayId)?.price;
  return (
    <ReadView read={read}>
      {({ fees, settings }) => (
        <>
          <Panel title={m.bookkeeping_fees_title()} actions={<Button onClick={add.run}>{add.label}</Button>}>
            <DataTable
              label={m.bookkeeping_fees_title()}
              rows={fees}
              rowKey={(row) => row.code}
              open={setEdited}
              columns={[
                { id: 'code', header: m.bookkeeping_fee_code(), cell: (row) => row.code, figures: true },
                {
                  id: 'label',
                  header: m.bookkeeping_line_what(),
                  cell: (row) => (language === 'id' ? row.labelId : row.labelEn),
                },
                {
                  id: 'kind',
                  header: m.bookkeeping_fee_kind(),
                  cell: (row) => feeKindWords(row.kind),
                  hideOn: 'phone',
                },
                {
                  id: 'price',
                  header: m.bookkeeping_fee_selfPay(),
                  align: 'end',
                  cell: (row) => {
                    const price = own(row);
                    return price && <MoneyText money={price} />;
                  },
                },
                {
                  id: 'others',
                  header: m.bookkeeping_fee_payers(),
                  align: 'end',
                  cell: (row) => (row.prices.length > 1 ? row.prices.length - 1 : ''),
                  hideOn: 'phone',
                },
                {
                  id: 'active',
                  header: m.bookkeeping_state(),
                  cell: (row) => (row.active ? m.bookkeeping_inUse() : m.bookkeeping_notInUse()),
                },
              ]}
              empty={
                <EmptyState
                  title={m.bookkeeping_fees_none()}
                  text={m.bookkeeping_fees_noneText()}
                  act={add}
                />
              }
            />
          </Panel>
          <MoneyRules settings={settings} />
          {edited && (
            <FeeForm fee={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
          )}
        </>
      )}
    </ReadView>
  );
}
