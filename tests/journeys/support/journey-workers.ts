/** How many journeys run at once; one against a server that was started elsewhere. */
export const journeyWorkers = process.env.SERAMBI_URL ? 1 : 2;
