import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import { scheduling } from '../contract.ts';
import { BlockSettings } from './BlockSettings.tsx';
import { ChainSettings } from './ChainSettings.tsx';
import { ClosureSettings } from './ClosureSettings.tsx';
import { EquipmentSettings } from './EquipmentSettings.tsx';
import { HoursSettings } from './HoursSettings.tsx';
import { RoomSettings } from './RoomSettings.tsx';
import { RuleSettings } from './RuleSettings.tsx';
import { VisitTypeSettings } from './VisitTypeSettings.tsx';
import './calendar.css';

/** Rooms, equipment, visit types, hours, closures, leave and the rules of booking. */
export default function SettingsTabs() {
  const [tab, setTab] = useState('rooms');
  const read = useRead(scheduling, 'setup', {}, { refreshOn: ['scheduling.setupChanged'] });
  return (
    <Tabs
      label={m.scheduling_settings_title()}
      value={tab}
      onChange={setTab}
      tabs={[
        { id: 'rooms', label: m.scheduling_rooms_title() },
        { id: 'equipment', label: m.scheduling_equipment_title() },
        { id: 'types', label: m.scheduling_types_title() },
        { id: 'chains', label: m.scheduling_chains_title() },
        { id: 'hours', label: m.scheduling_hours_title() },
        { id: 'closures', label: m.scheduling_closures_title() },
        { id: 'blocks', label: m.scheduling_blocks_title() },
        { id: 'rules', label: m.scheduling_rules_title() },
      ]}
    >
      <ReadView read={read}>
        {(setup) => (
          <>
            {tab === 'rooms' && <RoomSettings setup={setup} />}
            {tab === 'equipment' && <EquipmentSettings setup={setup} />}
            {tab === 'types' && <VisitTypeSettings setup={setup} />}
            {tab === 'chains' && <ChainSettings setup={setup} />}
            {tab === 'hours' && <HoursSettings setup={setup} />}
            {tab === 'closures' && <ClosureSettings setup={setup} />}
            {tab === 'blocks' && <BlockSettings setup={setup} />}
            {tab === 'rules' && <RuleSettings setup={setup} />}
          </>
        )}
      </ReadView>
    </Tabs>
  );
}
