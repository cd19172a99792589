import type { Priority } from '../transport/wire';
import './PriorityMark.css';

/** The shape beside the numeral: I filled, II half, III ring, IV dash. */
function Shape({ priority }: { priority: Priority }) {
  switch (priority) {
    case 'I':
      return <circle cx="8" cy="8" r="6.5" fill="currentColor" />;
    case 'II':
      return (
        <>
          <circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M8 1.5a6.5 6.5 0 0 0 0 13Z" fill="currentColor" />
        </>
      );
    case 'III':
      return <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="2" />;
    case 'IV':
      return <path d="M2.5 8h11" stroke="currentColor" strokeWidth="2.4" />;
  }
}

/** A priority as shape and numeral; the colour only repeats it. */
export function PriorityMark({ priority, size = 16 }: { priority: Priority; size?: number }) {
  return (
    <span className={`priority priority-${priority}`}>
      <svg className="mark" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <Shape priority={priority} />
      </svg>
      <b>{priority}</b>
    </span>
  );
}
