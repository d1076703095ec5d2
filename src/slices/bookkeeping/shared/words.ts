/** How money is taken. `deposit` is what the patient paid before. */
export const methods = ['cash', 'card', 'transfer', 'qris', 'deposit'] as const;
export type Method = (typeof methods)[number];

/** Who pays a line: the patient, the payer later, nobody because the month is paid already, or nobody at all. */
export const linePayers = ['patient', 'payer', 'capitation', 'none'] as const;
export type LinePayer = (typeof linePayers)[number];

export const billStates = ['issued', 'noCharge', 'cancelled'] as const;
export type BillState = (typeof billStates)[number];

/** `balanced` and `variance` follow the count; `approved` is a manager's word on a difference beyond the limit. */
export const drawerStates = ['open', 'counting', 'balanced', 'variance', 'approved', 'closed'] as const;
export type DrawerState = (typeof drawerStates)[number];

export const feeKinds = ['visitType', 'act', 'medicine', 'other'] as const;
export type FeeKind = (typeof feeKinds)[number];

/** Tables of the books that leave as a file. */
export const exportTables = ['journal', 'trialBalance', 'receipts'] as const;
export type ExportTable = (typeof exportTables)[number];
