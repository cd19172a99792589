import { type ReactNode, useEffect, useRef } from 'react';
import './Popover.css';

interface PopoverProps {
  open: boolean;
  onClose: () => void;
  label: string;
  align?: 'left' | 'right';
  up?: boolean;
  className?: string;
  children: ReactNode;
}

/** A panel that floats below its neighbour; a click elsewhere or Esc closes it. */
export function Popover({ open, onClose, label, align = 'left', up, className, children }: PopoverProps) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent) => {
      // The anchor toggles by itself: a click on it must not close and open again.
      const anchor = panel.current?.parentElement;
      if (event.target instanceof Node && !anchor?.contains(event.target)) close.current();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close.current();
    };
    document.addEventListener('pointerdown', onPointer, true);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer, true);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [open]);

  if (!open) return null;
  return (
    <div ref={panel} className={`popover ${align} ${up ? 'up' : ''} ${className ?? ''}`} role="dialog" aria-label={label}>
      {children}
    </div>
  );
}
