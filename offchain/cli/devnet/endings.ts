/** What has to be ended, in the reverse order of its beginning, however the scenario ends. */
export interface Endings {
  readonly add: (end: () => Promise<void>) => void;
  /** Ends everything once; what is added later is ended at once. */
  readonly endAll: () => Promise<void>;
}

/** An empty list of endings. @example const endings = newEndings(); endings.add(() => anvil.stop()); await endings.endAll() */
export function newEndings(): Endings {
  let all: (() => Promise<void>)[] = [];
  let over = false;
  return {
    add: (end) => {
      if (over) void end();
      else all.push(end);
    },
    endAll: async () => {
      over = true;
      const ends = all.reverse();
      all = [];
      for (const end of ends) await end();
    },
  };
}
