// The bedside hub of the made-up county: who watches which case, vitals, live ECG and call signals.
import { care, careOf, ecgBlock, live, patients, takeChanged, vitalsOf } from './care.mjs';
import { now } from './world.mjs';

const watchers = new Map();
let lastPage = 0;

const of = (caseId) => [...patients.keys()].filter((key) => key.startsWith(`${caseId}/`));

/** Answers what a page asks; undefined for a message without an answer. */
export function careMessage(socket, user, send, { target, arguments: args }) {
  const page = watchers.get(socket) ?? { name: `user:${user}:${++lastPage}`, cases: new Set(), send };
  watchers.set(socket, page);
  if (target === 'Watch') {
    page.cases.add(args[0]);
    return {
      serverTime: new Date(now()).toISOString(),
      care: careOf(args[0]),
      vitals: of(args[0]).map(vitalsOf),
      ecg: [],
    };
  }
  if (target === 'Unwatch') page.cases.delete(args[0]);
  if (target === 'Signal') {
    const signal = { ...args[0], from: page.name };
    for (const other of watchers.values())
      if (other !== page && other.cases.has(signal.caseId) && (!signal.to || signal.to === other.name))
        other.send('Signal', signal);
  }
  return undefined;
}

export const careGone = (socket) => watchers.delete(socket);

const tell = (caseId, target, argument) => {
  for (const page of watchers.values()) if (page.cases.has(caseId)) page.send(target, argument);
};

/** Starts the bedsides; `publish` tells consoles facts, `vitals` their newest vitals. */
export function startCare(publish, vitals) {
  setInterval(() => {
    for (const key of patients.keys()) {
      const newest = vitalsOf(key);
      tell(newest.caseId, 'Vitals', newest);
      vitals({ at: new Date(now()).toISOString(), patients: [newest] });
    }
    live();
    for (const page of watchers.values()) page.send('Beat', new Date(now()).toISOString());
  }, 1000);
  setInterval(() => {
    for (const key of patients.keys()) {
      const block = ecgBlock(key);
      tell(block.caseId, 'Ecg', { block, dropped: 0 });
    }
  }, 250);
  setInterval(() => {
    for (const caseId of takeChanged()) {
      publish({ care: care.get(caseId) });
      tell(caseId, 'Care', care.get(caseId));
    }
  }, 200);
}
