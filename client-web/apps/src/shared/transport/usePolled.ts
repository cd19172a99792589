import { useEffect, useState } from 'react';

/** Reads something of the server again and again while somebody looks at it. What was read stays while a reading fails; the failure is told. */
export function usePolled<T>(read: () => Promise<T>, key: string, everyMs: number): { view: T | undefined; failed: boolean } {
  const [view, setView] = useState<T>();
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is read; a new key asks anew.
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const answer = await read();
        if (!current) return;
        setView(answer);
        setFailed(false);
      } catch {
        // Told where it is shown; the next round asks again.
        if (current) setFailed(true);
      }
    };
    void ask();
    const timer = setInterval(ask, everyMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [key, everyMs]);
  return { view, failed };
}
