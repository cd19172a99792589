type Level = 'danger' | 'warning' | 'info';

/** Tones in hertz: more and higher for what is worse. */
const tones: Readonly<Record<Level, readonly number[]>> = { danger: [880, 1175, 880], warning: [740, 740], info: [587] };

const toneSeconds = 0.14;
const gapSeconds = 0.07;
const loudness = 0.12;

let context: AudioContext | undefined;

/** Sounds once. Browsers allow it only after the first click or key on the page; before that it stays silent. */
export function beep(level: Level): void {
  context ??= new AudioContext();
  const audio = context;
  void audio.resume();
  let at = audio.currentTime + 0.02;
  for (const hertz of tones[level]) {
    const gain = audio.createGain();
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + 0.01);
    gain.gain.setValueAtTime(loudness, at + toneSeconds - 0.02);
    gain.gain.linearRampToValueAtTime(0, at + toneSeconds);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + toneSeconds);
    at += toneSeconds + gapSeconds;
  }
}
