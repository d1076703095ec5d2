import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { When } from '#platform/web/ui/When.tsx';
import type { merging, OverlayType } from '../contract.ts';

type Item = OutputOf<typeof merging, 'readOverlay'>['items'][number];

const typeMessages: Record<OverlayType, () => string> = {
  AllergyIntolerance: m.merging_type_AllergyIntolerance,
  Condition: m.merging_type_Condition,
  MedicationStatement: m.merging_type_MedicationStatement,
  MedicationRequest: m.merging_type_MedicationRequest,
  Observation: m.merging_type_Observation,
  DocumentReference: m.merging_type_DocumentReference,
  Immunization: m.merging_type_Immunization,
};

/** Entries of the chart, newest first, to be ticked: none is chosen beforehand. */
export function ItemChoice(props: { items: Item[]; chosen: string[]; onChoose: (chosen: string[]) => void }) {
  const { items, chosen, onChoose } = props;
  if (items.length === 0) return <p>{m.merging_overlay_noItems()}</p>;
  const toggle = (key: string) =>
    onChoose(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]);
  return (
    <fieldset className="mg-items">
      <legend>{m.merging_overlay_items({ count: chosen.length })}</legend>
      {items.map((one) => {
        const key = `${one.type}/${one.id}`;
        return (
          <label key={key} className="mg-choice mg-item">
            <input type="checkbox" checked={chosen.includes(key)} onChange={() => toggle(key)} />
            <span>
              <span className="mg-soft">{typeMessages[one.type]()}</span> {one.label}
            </span>
            {one.at && (
              <span className="mg-soft">
                <When at={one.at} as="date" />
              </span>
            )}
          </label>
        );
      })}
    </fieldset>
  );
}
