import { useEffect } from 'react';
import { create } from 'zustand';
import { careApi } from '../transport/careApi';
import type { OrderRulesView } from '../transport/careWire';

/** The drugs that may be ordered, read once; asked for again when it is next needed after a failure. */
export const useOrderRules = create<{ readonly rules: OrderRulesView | undefined; readonly failed: boolean }>()(() => ({
  rules: undefined,
  failed: false,
}));

let asked = false;

async function readRules(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    useOrderRules.setState({ rules: await careApi.orderRules(), failed: false });
  } catch {
    // Said where drugs are chosen; the next form that opens asks again.
    asked = false;
    useOrderRules.setState({ failed: true });
  }
}

/** Has the rules read, and answers them once they are here. */
export function useRules(): OrderRulesView | undefined {
  useEffect(() => void readRules(), []);
  return useOrderRules((s) => s.rules);
}
