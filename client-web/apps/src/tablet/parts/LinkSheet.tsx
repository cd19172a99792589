import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { secondsSince } from '../../shared/time/duration';
import { useFactsNow } from '../../shared/time/now';
import { ageText } from '../../shared/ui/ageText';
import { Dialog } from '../../shared/ui/Dialog';
import { GoodMark, WarningMark } from '../../shared/ui/icons';
import type { TabletState } from '../wire';

/** Everything that is known of the link, of what waits, and of the devices. */
export function LinkSheet({ state, onClose }: { state: TabletState; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const now = useFactsNow();
  const { link, waiting, inputs, thinned } = state;
  const age = (at: string | null | undefined) => {
    const seconds = secondsSince(at, now);
    return seconds === undefined ? t('common.unknown') : ageText(t, seconds);
  };
  return (
    <Dialog title={t('tablet.link.details')} onClose={onClose} className="link-sheet">
      <div className="sheet">
        <dl className="figures">
          <dt>{t('tablet.link.way')}</dt>
          <dd>{link.uplink ?? t('common.unknown')}</dd>
          <dt>{t(`tablet.link.${link.state}`)}</dt>
          <dd>{age(link.since)}</dd>
          {typeof link.rttMs === 'number' && <dt>{t('tablet.link.rtt', { ms: Math.round(link.rttMs) })}</dt>}
          {typeof link.lossShare === 'number' && (
            <dd>
              {t('tablet.link.loss')} {format.percent(link.lossShare)}
            </dd>
          )}
          {link.ecgMode && <dt>{t('tablet.link.ecgMode')}</dt>}
          {link.ecgMode && <dd>{t.code('tablet.ecgMode', link.ecgMode) ?? link.ecgMode}</dd>}
          {link.radio && <dt>{t('tablet.link.radio')}</dt>}
          {link.radio && <dd>{link.radio}</dd>}
          {link.lastError && link.state !== 'online' && <dt>{t('tablet.link.error')}</dt>}
          {link.lastError && link.state !== 'online' && <dd className="dim">{link.lastError}</dd>}
        </dl>
        <h3>{t('tablet.waiting.title')}</h3>
        <ul className="rows" data-testid="waiting-list">
          {waiting.map((kind) => (
            <li key={kind.kind}>
              <span>{t.code('tablet.waiting', kind.kind) ?? kind.kind}</span>
              <b>{format.number(kind.count)}</b>
              <span className="dim">
                {kind.count > 0 && kind.oldestAt ? t('tablet.link.oldest', { age: age(kind.oldestAt) }) : ''}
              </span>
            </li>
          ))}
        </ul>
        <h3>{t('tablet.input.title')}</h3>
        <ul className="rows">
          {inputs.map((input) => (
            <li key={input.name} data-testid={`input-${input.name}`}>
              <span>{t.code('tablet.input', input.name) ?? input.name}</span>
              <span className={input.state === 'good' ? 'mean-good' : input.state === 'off' ? 'dim' : 'mean-warning'}>
                {input.state === 'good' ? <GoodMark /> : <WarningMark />} {t(`tablet.inputState.${input.state}`)}
              </span>
              <span className="dim">{input.lastAt ? age(input.lastAt) : ''}</span>
            </li>
          ))}
        </ul>
        {thinned.fixes > 0 && <p className="dim">{t('tablet.thinnedFixes', { n: format.number(thinned.fixes) })}</p>}
      </div>
    </Dialog>
  );
}
