/** Two tones as in a station, made here so that no sound file is loaded. A browser that allows no sound stays silent. */
export function chime(): void {
  const audio = new AudioContext();
  const tone = (hertz: number, fromSeconds: number) => {
    const oscillator = audio.createOscillator();
    const volume = audio.createGain();
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0.2, audio.currentTime + fromSeconds);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + fromSeconds + 0.6);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(audio.currentTime + fromSeconds);
    oscillator.stop(audio.currentTime + fromSeconds + 0.6);
  };
  tone(660, 0);
  tone(523, 0.35);
  setTimeout(() => void audio.close(), 1500);
}
