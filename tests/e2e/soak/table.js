// The figures of a measured run as a table that people read.

const percent = (part, whole) => `${((100 * part) / whole).toFixed(2)} %`;

export function table(figures) {
  const { consensus, opened, voids, books, transactions, usage, rounds, slips, bots } = figures;
  const rows = [
    [
      'slots missed',
      'under 1 %',
      `${consensus.missed} of ${consensus.slots} (${percent(consensus.missed, consensus.slots)})`,
    ],
    [
      'heights with a fork',
      'under 5 % of slots',
      `${consensus.forks} (${percent(consensus.forks, consensus.slots)})`,
    ],
    [
      'slot start to final, median / p95 / most',
      'median under 500 ms',
      `${consensus.finalityMs.median} / ${consensus.finalityMs.p95} / ${consensus.finalityMs.most} ms`,
    ],
    [
      'rounds opened in the first slot / in the second / later',
      'all on schedule',
      `${opened.inFirstSlot} / ${opened.inSecondSlot} / ${opened.later} of ${opened.rounds}`,
    ],
    [
      'opening to opening beyond the schedule, median / p95 / most',
      '',
      `${opened.beyondCycleMs.median} / ${opened.beyondCycleMs.p95} / ${opened.beyondCycleMs.most} ms`,
    ],
    ['rounds drawn and closed at all tables', '', `${rounds.closed} (${rounds.roulette} roulette, ${rounds.craps} craps)`],
    ['rounds void', 'none', voids],
    ['slips accepted / refused', '', `${slips.accepted} / ${slips.refused}`],
    [
      'slip sent to accepted in a best block, median / p95',
      '',
      `${bots.latencyMs.best.p50} / ${bots.latencyMs.best.p95} ms`,
    ],
    [
      'slip sent to accepted in a final block, median / p95',
      '',
      `${bots.latencyMs.final.p50} / ${bots.latencyMs.final.p95} ms`,
    ],
    [
      "bots' transactions sent / final / sent again after a fork / lost",
      'none lost',
      `${bots.sent} / ${bots.finalised} / ${bots.resubmitted} / ${bots.lost}`,
    ],
    [
      'accounts with a stuck or lost transaction',
      'none',
      `${transactions.stuck.length} of ${transactions.senders}`,
    ],
    [
      'calls that failed in a block',
      '',
      Object.entries(transactions.failed)
        .map(([what, count]) => `${count} x ${what}`)
        .join(', ') || 'none',
    ],
    ['blocks at which the books do not balance', 'none', `${books.unbalanced.length} of ${books.blocks}`],
    ['staked / returned', '', `${books.staked} / ${books.returned} GTT`],
    ...usage.map(({ name, mostMib, corePercent }) => [
      `${name}: memory / share of a core`,
      '',
      `${mostMib} MiB / ${corePercent} %`,
    ]),
  ];
  return [
    '| what | aim | measured |',
    '| --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}
