import type { RoleTemplate } from '../role-template.ts';
import { administrative, auditing, everybody, management, readChart, training } from './common.ts';

/**
 * United States. Medical assistants are unlicensed in nearly all states and work under a licensed provider's
 * delegation: they may take vital signs, ask about allergies and carry out ordered acts, never diagnose or prescribe.
 */
const roomingActs = [
  'reminders.feed',
  'frontDesk.room',
  'frontDesk.moveVisit',
  'vitals.record',
  'screening.ask',
  'intake.record',
  'records.recordAllergy',
  'orders.perform',
  'orders.performInvasive',
  'orders.draftSickNote',
  'competencies.observe',
  'training.precept',
  'orders.printSlip',
] as const;
const orderingActs = [
  'frontDesk.acknowledgeAlert',
  'frontDesk.approveTalk',
  'orders.writeNote',
  'orders.diagnose',
  'orders.prescribe',
  'orders.order',
  'orders.sign',
  'amendments.review',
  'amendments.decideClinical',
  'orders.coSign',
  'orders.manageFavourites',
  'vitals.hearCritical',
  'vitals.approveRanges',
  'vitals.orderTarget',
  'vitals.coSign',
  'intake.coSign',
  'intake.sign',
  'workforce.delegate',
  'workforce.writeProtocols',
  'workforce.approveProtocols',
  ...training,
] as const;

export const usRoles: readonly RoleTemplate[] = [
  {
    role: 'frontDesk',
    label: { en: 'Front-desk medical assistant', id: 'Asisten medis pendaftaran' },
    actions: [...everybody, ...readChart, ...administrative],
  },
  {
    role: 'clinical',
    label: { en: 'Clinical medical assistant', id: 'Asisten medis klinis' },
    actions: [...everybody, ...readChart, ...roomingActs],
  },
  {
    role: 'assistant',
    label: { en: 'Medical assistant, front desk and clinical', id: 'Asisten medis, pendaftaran dan klinis' },
    actions: [...everybody, ...readChart, ...administrative, ...roomingActs],
  },
  {
    role: 'nurse',
    licence: 'nurse',
    label: { en: 'Nurse', id: 'Perawat' },
    actions: [
      ...everybody,
      ...readChart,
      ...roomingActs,
      'frontDesk.acknowledgeAlert',
      'orders.writeNote',
      'orders.coSign',
      'vitals.coSign',
      'intake.coSign',
      'workforce.delegate',
      ...training,
    ],
  },
  {
    role: 'physician',
    licence: 'prescriber',
    label: { en: 'Physician', id: 'Dokter' },
    actions: [
      ...everybody,
      ...readChart,
      ...roomingActs,
      ...orderingActs,
      'audit.readChart',
      'disclosures.read',
    ],
  },
  {
    role: 'manager',
    label: { en: 'Office manager', id: 'Manajer klinik' },
    actions: [...everybody, ...readChart, ...management],
  },
  {
    role: 'bookkeeper',
    label: { en: 'Bookkeeper', id: 'Petugas pembukuan' },
    actions: [
      ...everybody,
      'records.read',
      'insurance.read',
      'frontDesk.readBoard',
      'bookkeeping.read',
      'bookkeeping.reconcile',
      'bookkeeping.export',
      'print.paper',
    ],
  },
  {
    role: 'student',
    label: { en: 'Medical assistant student', id: 'Siswa asisten medis' },
    preliminary: true,
    actions: [
      ...everybody,
      'records.read',
      'scheduling.read',
      'frontDesk.readBoard',
      'frontDesk.room',
      'frontDesk.moveVisit',
      'vitals.read',
      'vitals.record',
      'intake.read',
      'intake.record',
      'orders.read',
      'orders.perform',
    ],
  },
  { role: 'auditor', label: { en: 'Auditor', id: 'Auditor' }, actions: auditing },
];
