import { useEffect, useState } from 'react';
import { useT } from '../i18n';
import { CloseIcon, DangerMark, GoodMark } from './icons';
import { dismiss, type Toast, useToasts } from './toasts';
import './Toasts.css';

function Countdown({ until }: { until: number }) {
  const t = useT();
  const left = () => Math.max(0, Math.ceil((until - performance.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.max(0, Math.ceil((until - performance.now()) / 1000))), 250);
    return () => clearInterval(timer);
  }, [until]);
  return <>{t('common.undoIn', { seconds })}</>;
}

function ToastLine({ toast }: { toast: Toast }) {
  const t = useT();
  const error = toast.kind === 'error';
  return (
    <li className={`toast ${toast.kind}`} role={error ? 'alert' : 'status'} data-testid={`toast-${toast.kind}`}>
      <span className={error ? 'mean-danger' : 'mean-good'}>{error ? <DangerMark /> : <GoodMark />}</span>
      <span className="words">{toast.text}</span>
      {toast.undo && toast.until !== undefined && (
        <button
          type="button"
          className="btn small"
          data-testid="undo"
          onClick={() => {
            dismiss(toast.id);
            toast.undo?.();
          }}
        >
          <Countdown until={toast.until} />
        </button>
      )}
      <button type="button" className="btn bare small icon" aria-label={t('common.close')} onClick={() => dismiss(toast.id)}>
        <CloseIcon />
      </button>
    </li>
  );
}

/** What was done, what failed, and what can still be undone; at the foot of the screen. */
export function Toasts() {
  const toasts = useToasts((s) => s.toasts);
  if (toasts.length === 0) return null;
  return (
    <ol className="toasts">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </ol>
  );
}
