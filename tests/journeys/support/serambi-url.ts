let running: string | undefined;

/** Says where the Serambi of this file of journeys is, before any of them begins. */
export function placeSerambi(url: string): void {
  running = url;
}

/** Address of the Serambi of this file of journeys, without a slash at the end. */
export function serambiUrl(): string {
  if (!running) throw new Error('the Serambi of this file has not been started');
  return running;
}
