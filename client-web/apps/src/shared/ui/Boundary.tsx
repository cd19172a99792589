import { Component, type ReactNode } from 'react';
import { useT } from '../i18n';
import { DangerMark } from './icons';

function Failed({ onRetry }: { onRetry: () => void }) {
  const t = useT();
  return (
    <div className="boundary" role="alert">
      <p className="mean-danger">
        <DangerMark /> {t('common.paneFailed')}
      </p>
      <button type="button" className="btn" onClick={onRetry}>
        {t('common.retry')}
      </button>
    </div>
  );
}

/** Keeps a fault of one pane from taking the others with it. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed onRetry={() => this.setState({ failed: false })} /> : this.props.children;
  }
}
