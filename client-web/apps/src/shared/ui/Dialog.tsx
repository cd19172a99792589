import { type ReactNode, useEffect, useRef } from 'react';
import { useT } from '../i18n';
import { CloseIcon } from './icons';
import './Dialog.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  className?: string;
  bare?: boolean;
  children: ReactNode;
}

/** A modal dialog: the browser's own, which holds the focus and closes with Esc. */
export function Dialog({ title, onClose, className, bare, children }: DialogProps) {
  const t = useT();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={`dialog ${className ?? ''}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      {!bare && (
        <header>
          <h2>{title}</h2>
          <button type="button" className="btn bare small icon" aria-label={t('common.close')} onClick={onClose}>
            <CloseIcon />
          </button>
        </header>
      )}
      {children}
    </dialog>
  );
}
