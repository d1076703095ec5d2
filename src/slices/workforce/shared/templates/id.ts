import type { RoleTemplate } from '../role-template.ts';
import { administrative, auditing, everybody, management, readChart, training } from './common.ts';

/**
 * Indonesia. Clinical acts belong to the tenaga kesehatan: `clinical` is a perawat. An asisten perawat (Permenkes
 * 80/2016; its standing under PP 28/2024 is each clinic's to check) helps with the room, hygiene and equipment under a
 * perawat's direct supervision: narrower than a US medical assistant and never copied from there.
 */
const nursingActs = [
  'frontDesk.acknowledgeAlert',
  'reminders.feed',
  'frontDesk.room',
  'frontDesk.moveVisit',
  'vitals.record',
  'screening.ask',
  'intake.record',
  'vitals.coSign',
  'intake.coSign',
  'merging.reconcile',
  'merging.report',
  ...training,
  'records.recordAllergy',
  'orders.perform',
  'orders.performInvasive',
  'orders.draftSickNote',
  'letters.draft',
  'competencies.observe',
  'training.precept',
  'orders.printSlip',
  'letters.print',
  'workforce.delegate',
] as const;
const orderingActs = [
  'frontDesk.approveTalk',
  'orders.writeNote',
  'orders.diagnose',
  'orders.prescribe',
  'orders.order',
  'orders.sign',
  'letters.sign',
  'amendments.review',
  'amendments.decideClinical',
  'orders.coSign',
  'orders.manageFavourites',
  'vitals.hearCritical',
  'vitals.approveRanges',
  'vitals.orderTarget',
  'intake.sign',
  'workforce.writeProtocols',
  'workforce.approveProtocols',
] as const;

export const idRoles: readonly RoleTemplate[] = [
  {
    role: 'frontDesk',
    label: { en: 'Registration clerk', id: 'Petugas pendaftaran' },
    actions: [...everybody, ...readChart, ...administrative],
  },
  {
    role: 'clinical',
    licence: 'nurse',
    label: { en: 'Nurse (perawat)', id: 'Perawat' },
    actions: [...everybody, ...readChart, ...nursingActs],
  },
  {
    role: 'assistant',
    label: { en: 'Nurse assistant (asisten perawat)', id: 'Asisten perawat' },
    actions: [
      ...everybody,
      'records.read',
      'scheduling.read',
      'frontDesk.readBoard',
      'frontDesk.room',
      'frontDesk.moveVisit',
    ],
  },
  {
    role: 'nurse',
    licence: 'nurse',
    label: { en: 'Senior nurse', id: 'Perawat senior' },
    actions: [...everybody, ...readChart, ...nursingActs, 'orders.writeNote', 'orders.coSign'],
  },
  {
    role: 'physician',
    licence: 'prescriber',
    label: { en: 'Physician', id: 'Dokter' },
    actions: [
      ...everybody,
      ...readChart,
      ...nursingActs,
      ...orderingActs,
      'audit.readChart',
      'disclosures.read',
    ],
  },
  {
    role: 'manager',
    label: { en: 'Clinic manager', id: 'Manajer klinik' },
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
    label: { en: 'Nursing student', id: 'Siswa praktik (PKL)' },
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
      'letters.read',
    ],
  },
  { role: 'auditor', label: { en: 'Auditor', id: 'Auditor' }, actions: auditing },
];
