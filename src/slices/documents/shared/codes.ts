/** What is taken in; told by the content. */
export const contentTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type ContentType = (typeof contentTypes)[number];

/** How the virus scanner stands to a file: none was set, it waits, it is clean, it was refused. */
export const scans = ['none', 'waiting', 'clean', 'virus'] as const;
export type Scan = (typeof scans)[number];

/** A file that came in: nobody's yet, filed, put aside with the reason, refused for a virus. */
export const fileStates = ['received', 'filed', 'aside', 'refused'] as const;
export type FileState = (typeof fileStates)[number];

export const documentStatuses = ['current', 'superseded', 'entered-in-error'] as const;
export type DocumentStatus = (typeof documentStatuses)[number];

export const docStatuses = ['preliminary', 'final', 'amended'] as const;
export type DocStatus = (typeof docStatuses)[number];

/** By what whoever files knows whose it is. */
export const confirmations = ['onPaper', 'otherwise'] as const;
export type Confirmation = (typeof confirmations)[number];

/** What a second person may find wrong. */
export const faults = ['patient', 'servedOn', 'type', 'title', 'source', 'pages', 'legibility'] as const;
export type Fault = (typeof faults)[number];

/** As much as the record takes of one attachment. */
export const mostMegabytes = 10;
export const megabyte = 1024 * 1024;
