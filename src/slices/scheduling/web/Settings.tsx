import { m } from '#messages';
import { Page } from '#platform/web/ui/Page.tsx';
import SettingsTabs from './SettingsTabs.tsx';

/** The calendar's settings as a screen of their own. */
export default function Settings() {
  return (
    <Page title={m.scheduling_settings_title()} back="/calendar">
      <SettingsTabs />
    </Page>
  );
}
