import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { RecordNumber } from '#platform/web/ui/RecordNumber.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { MergeView, merging } from '../contract.ts';

export type Ways = Record<string, 'stays' | 'goes'>;

/** What was written since the join, and into which chart each goes. */
export function SinceList(props: {
  since: OutputOf<typeof merging, 'readMerge'>['since'];
  merge: MergeView;
  ways: Ways;
  onChoose: (ways: Ways) => void;
}) {
  const { since, merge, ways, onChoose } = props;
  return (
    <Panel title={m.merging_part_since()}>
      <p className="mg-soft">{m.merging_part_sinceText()}</p>
      {since.map((one) => (
        <fieldset key={one.key} className="mg-since">
          <legend>
            {one.type}
            {one.label && `: ${one.label}`}{' '}
            <span className="mg-soft">
              <When at={one.at} />
              {one.count > 1 && ` · ${m.merging_list_items({ count: one.count })}`}
            </span>
          </legend>
          {(['stays', 'goes'] as const).map((way) => {
            const chart = way === 'stays' ? merge.survivor : merge.other;
            return (
              <label key={way} className="mg-value mg-choice">
                <input
                  type="radio"
                  name={one.key}
                  checked={ways[one.key] === way}
                  onChange={() => onChoose({ ...ways, [one.key]: way })}
                />
                <span>
                  {chart.name} <RecordNumber number={chart.recordNumber} />
                </span>
              </label>
            );
          })}
        </fieldset>
      ))}
    </Panel>
  );
}
