/** What opens every person of a demo clinic. Said openly: a demo holds nothing real and answers on this machine only. */
export const demoPassword = 'serambi-demo';
export const demoPin = '2580';
