import { create } from 'zustand';

type Level = 'danger' | 'warning' | 'info';

/** Tones in hertz: more and higher for what is worse. */
const tones: Readonly<Record<Level, readonly number[]>> = { danger: [880, 1175, 880], warning: [740, 740], info: [587] };

const toneSeconds = 0.14;
const gapSeconds = 0.07;
const loudness = 0.12;

let context: AudioContext | undefined;

/** Whether a sound was wanted before the browser allowed any: it does so after the first click or key on the page. */
export const useSoundBlocked = create<{ readonly blocked: boolean }>()(() => ({ blocked: false }));

const allowed = () => navigator.userActivation?.hasBeenActive ?? true;

function waitForGesture(): void {
  if (useSoundBlocked.getState().blocked) return;
  useSoundBlocked.setState({ blocked: true });
  const free = () => useSoundBlocked.setState({ blocked: false });
  document.addEventListener('pointerdown', free, { once: true });
  document.addEventListener('keydown', free, { once: true });
}

/** Sounds once, or says that it could not. */
export function beep(level: Level): void {
  if (!allowed()) return waitForGesture();
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
