import { CareBanner } from '../shared/care/CareBanner';
import { useT } from '../shared/i18n';
import { useFormat } from '../shared/i18n/format';
import { shortNumber } from '../shared/model/words';
import { DeskBar } from '../shared/top/BarParts';
import { ConnectionBanner } from '../shared/top/ConnectionBanner';
import { useLive } from '../shared/transport/live';
import { Boundary } from '../shared/ui/Boundary';
import { PlusIcon } from '../shared/ui/icons';
import { ClinicForm } from './ClinicForm';
import { Follow } from './Follow';
import { follow, useSent } from './sent';
import '../shared/care/desk.css';
import './ClinicPage.css';

function Mine() {
  const t = useT();
  const format = useFormat();
  const { cases, following } = useSent();
  const known = useLive((s) => s.cases);
  const mine = cases.flatMap((id) => (known[id] ? [known[id]] : []));
  return (
    <nav className="mine" aria-label={t('clinic.mine')}>
      <button
        type="button"
        className="btn"
        aria-current={following === undefined ? 'true' : undefined}
        onClick={() => follow(undefined)}
        data-testid="clinic-new"
      >
        <PlusIcon /> {t('clinic.new')}
      </button>
      {mine.map((c) => (
        <button
          key={c.caseId}
          type="button"
          className="btn"
          aria-current={following === c.caseId ? 'true' : undefined}
          onClick={() => follow(c.caseId)}
          data-testid={`clinic-case-${c.number}`}
        >
          <b className="number">{shortNumber(c.number)}</b> {format.shortTime(c.receivedAt)}{' '}
          <span className="ellipsis">{c.complaint}</span>
        </button>
      ))}
    </nav>
  );
}

/** A village clinic's or health centre's page: one big form, then how it goes. */
export function ClinicPage() {
  const t = useT();
  const lost = useLive((s) => s.phase === 'lost');
  const following = useSent((s) => s.following);
  return (
    <div className={`clinic-page ${lost ? 'frozen' : ''}`}>
      <DeskBar title={t('clinic.title')} />
      <ConnectionBanner />
      <CareBanner />
      <Mine />
      <main key={following}>
        <Boundary key={following}>{following ? <Follow key={following} caseId={following} /> : <ClinicForm />}</Boundary>
      </main>
    </div>
  );
}
