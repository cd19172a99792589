import { type ReactNode, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useMay } from '../../shared/session/session';
import { usePending } from '../../shared/transport/perform';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { moveKey } from '../state/coverageCommands';

interface Props {
  id: string;
  testId: string;
  /** What the buttons are called; without an acceptance there is only the other. */
  accept?: string;
  dismiss: string;
  why: string;
  presets: readonly string[];
  onShow: () => void;
  onAccept?: () => void;
  onDismiss: (reason: string) => void;
  children: ReactNode;
}

/** Something that a dispatcher takes or leaves; leaving it asks for a reason. */
export function Suggestion({ id, testId, accept, dismiss, why, presets, onShow, onAccept, onDismiss, children }: Props) {
  const t = useT();
  const may = useMay('dispatch');
  const pending = usePending(moveKey(id));
  const [asking, setAsking] = useState(false);
  return (
    <li className="condition" data-testid={testId}>
      <button type="button" className="words" onClick={onShow}>
        {children}
      </button>
      {may && !asking && (
        <div className="buttons">
          <button type="button" className="btn small bare" onClick={() => setAsking(true)} data-testid={`dismiss-${testId}`}>
            {dismiss}
          </button>
          {onAccept && (
            <button
              type="button"
              className="btn small primary"
              disabled={pending}
              onClick={onAccept}
              data-testid={`accept-${testId}`}
            >
              {accept ?? t('moves.accept')}
            </button>
          )}
        </div>
      )}
      {asking && (
        <ReasonForm
          label={why}
          submit={dismiss}
          presets={presets}
          onSubmit={(reason) => {
            setAsking(false);
            onDismiss(reason);
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </li>
  );
}
