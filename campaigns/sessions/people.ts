/** What every person of the campaign's clinic signs in with. */
export const password = 'melati-putih-harum-42';
export const pin = '7194';
export const slug = 'sessions';
