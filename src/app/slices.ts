/**
 * Which slice may use which: its contract, its server door, its web door. No ring; a wish for a backward arrow is an
 * event or a slot. Keys are folders of `src/slices`; `tests/architecture.test.ts` holds the code to this table.
 */
export const mayUse: Record<string, readonly string[]> = {
  backups: [],
  workforce: [],
  devices: [],
  records: [],
  audit: ['records'],
  disclosures: ['records'],
  insurance: ['records'],
  scheduling: ['records', 'workforce'],
  reminders: ['records', 'scheduling'],
  waitlist: ['records', 'scheduling', 'reminders'],
  'self-booking': ['records', 'scheduling', 'reminders'],
  'front-desk': ['records', 'insurance', 'scheduling', 'workforce'],
  'check-in': ['devices', 'records', 'insurance', 'scheduling', 'reminders', 'front-desk'],
  vitals: ['records', 'front-desk'],
  screening: ['records', 'front-desk'],
  orders: ['records', 'front-desk', 'workforce'],
  competencies: ['records', 'front-desk', 'vitals', 'orders', 'workforce'],
  roster: ['scheduling', 'workforce'],
  training: ['workforce', 'competencies'],
  bookkeeping: ['records', 'insurance', 'scheduling', 'front-desk', 'orders'],
  'moving-in': ['records', 'insurance', 'scheduling', 'bookkeeping', 'workforce'],
  setup: [
    'backups',
    'devices',
    'workforce',
    'records',
    'insurance',
    'scheduling',
    'orders',
    'competencies',
    'training',
    'bookkeeping',
  ],
};
