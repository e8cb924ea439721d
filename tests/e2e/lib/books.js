// The bankroll's account against what the events say that went in and out.

import { free } from './chain.js';

const sum = (values) => values.reduce((total, value) => total + value, 0n);

/** What each block's events say about the bankroll, against what it holds. Read as each block becomes final. */
export class Books {
  constructor(bankroll) {
    Object.assign(this, { bankroll, last: null, blocks: 0, unbalanced: [], staked: 0n, returned: 0n });
  }

  async check(block) {
    const held = await free(block.at, this.bankroll);
    const of = (name) => block.events.filter((event) => event.name === name);
    const staked = sum(of('BetAccepted').map(({ fields }) => fields.staked.toBigInt()));
    const returned =
      sum(of('Settled').flatMap(({ fields }) => fields.payouts.map(([, back]) => back.toBigInt()))) +
      sum(of('BetTakenDown').map(({ fields }) => fields.returned.toBigInt()));
    if (this.last !== null) {
      if (held - this.last !== staked - returned) this.unbalanced.push(block.number);
      this.blocks += 1;
      this.staked += staked;
      this.returned += returned;
    }
    this.last = held;
  }
}
