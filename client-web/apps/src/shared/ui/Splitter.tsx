import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import './Splitter.css';

interface SplitterProps {
  label: string;
  /** Which way the pane that it sizes lies from it. */
  pane: 'left' | 'right' | 'below';
  size: number;
  min: number;
  max: number;
  onSize: (size: number) => void;
}

const keyStep = 16;

/** The border of a pane: dragged with the pointer, moved with the arrow keys. */
export function Splitter({ label, pane, size, min, max, onSize }: SplitterProps) {
  const start = useRef<{ at: number; size: number } | undefined>(undefined);
  const vertical = pane === 'below';
  const sign = pane === 'left' ? 1 : -1;
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));
  const place = (event: PointerEvent) => (vertical ? event.clientY : event.clientX);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { at: place(event), size };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current) onSize(clamp(start.current.size + (place(event) - start.current.at) * sign));
  };
  const onPointerUp = () => {
    start.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = vertical ? 'ArrowDown' : 'ArrowRight';
    const back = vertical ? 'ArrowUp' : 'ArrowLeft';
    if (event.key !== forward && event.key !== back) return;
    event.preventDefault();
    event.stopPropagation();
    onSize(clamp(size + keyStep * sign * (event.key === forward ? 1 : -1)));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be focused and moved; this separator can.
    <div
      className={`splitter ${vertical ? 'horizontal' : 'vertical'}`}
      role="separator"
      aria-orientation={vertical ? 'horizontal' : 'vertical'}
      aria-label={label}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    />
  );
}
