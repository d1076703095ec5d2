/** Lists that both countries' templates are made of. What is clinical is written out in each country's own file. */
export const everybody = ['work.take', 'roster.read'] as const;

export const readChart = [
  'records.read',
  'insurance.read',
  'scheduling.read',
  'reminders.read',
  'frontDesk.readBoard',
  'vitals.read',
  'intake.read',
  'screening.read',
  'orders.read',
  'letters.read',
  'print.paper',
] as const;

export const administrative = [
  'records.register',
  'records.edit',
  'disclosures.read',
  'disclosures.receive',
  'insurance.edit',
  'scheduling.book',
  'reminders.send',
  'frontDesk.greet',
  'frontDesk.moveVisit',
  'checkIn.makeLink',
  'checkIn.decide',
  'orders.printSlip',
  'letters.print',
  'bookkeeping.read',
  'bookkeeping.takePayment',
  'bookkeeping.charge',
  'bookkeeping.ownDrawer',
] as const;

/** Seeing to it that others learn: a matter of care, which licensed people hold as well as the manager. */
export const training = ['competencies.read', 'competencies.supervise', 'training.read'] as const;

/** What the office manager holds beside the chart: people, places, prices, and the day's end. */
export const management = [
  ...administrative,
  'records.import',
  'records.mergeReview',
  'records.export',
  'disclosures.release',
  'disclosures.hold',
  'disclosures.manage',
  'insurance.managePayers',
  'scheduling.manage',
  'scheduling.overbook',
  'reminders.manage',
  'bookkeeping.manageFees',
  'bookkeeping.approveDifference',
  'bookkeeping.lockDay',
  'bookkeeping.void',
  'bookkeeping.export',
  'audit.read',
  'audit.readChart',
  'identity.manageStaff',
  'backups.manage',
  'workforce.read',
  'workforce.manage',
  'workforce.manageCredentials',
  'workforce.writeProtocols',
  'roster.manage',
  ...training,
  'competencies.manage',
  'training.manage',
  'training.precept',
  'print.manageStations',
  'devices.manage',
  'frontDesk.manage',
  'screening.manage',
  'intake.manage',
  'vitals.manage',
  'checkIn.manage',
  'orders.manageFavourites',
] as const;

export const auditing = [
  ...readChart,
  'disclosures.read',
  'bookkeeping.read',
  'workforce.read',
  'roster.read',
  'competencies.read',
  'training.read',
  'audit.read',
  'audit.readChart',
] as const;
