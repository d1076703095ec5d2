import { config } from 'zod';

// Our content security policy lets no text be made into code. zod asks whether it may, and the browser reports each
// such question as if somebody had tried to break in. First import of the page, since schemas ask when they are made.
config({ jitless: true });
