// What processes take of the machine. Linux only: it reads /proc.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const SAMPLE_MS = 5_000;
const MIB_IN_KIB = 1_024;

function cpuSeconds(pid, ticksPerSecond) {
  // The fields after the name, which stands in brackets: utime and stime are the 12th and 13th of them.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function residentMib(pid) {
  return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / MIB_IN_KIB;
}

/** Samples the memory of `daemons` (with `name` and `pid`) until `stop`, which says what they took. */
export function watchUsage(daemons) {
  const ticks = Number(execFileSync('getconf', ['CLK_TCK']));
  const began = Date.now();
  const rows = daemons.map(({ name, pid }) => ({
    name,
    pid,
    cpuAtFirst: cpuSeconds(pid, ticks),
    mostMib: 0,
  }));
  const sample = () =>
    rows.forEach((row) => {
      row.mostMib = Math.max(row.mostMib, residentMib(row.pid));
    });
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    stop() {
      clearInterval(timer);
      sample();
      const seconds = (Date.now() - began) / 1_000;
      return rows.map(({ name, pid, cpuAtFirst, mostMib }) => ({
        name,
        mostMib: Math.round(mostMib),
        corePercent: Math.round(((cpuSeconds(pid, ticks) - cpuAtFirst) / seconds) * 1_000) / 10,
      }));
    },
  };
}

export function machine() {
  return `${cpus().length} x ${cpus()[0].model}`;
}
