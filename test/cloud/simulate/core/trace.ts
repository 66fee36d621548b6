import { localClock, localDate } from '@domain/time'

/** The last events, to analyse a violation. */
export class Trace {
  private readonly lines: { at: number; line: string }[] = []

  constructor(private readonly kept = 400) {}

  note(at: number, line: string): void {
    const { lines } = this
    lines.push({ at, line })
    if (lines.length > 2 * this.kept) lines.splice(0, this.kept)
  }

  /** Returns the last lines; with `about`, only those that name one of these. */
  last(count: number, about?: readonly string[]): string[] {
    const meant = about ? this.lines.filter(({ line }) => about.some(word => line.includes(word))) : this.lines
    return meant.slice(-count).map(({ at, line }) => `${localDate(at)} ${localClock(at)}:${seconds(at)}  ${line}`)
  }
}

function seconds(ms: number): string {
  return ((ms % 60_000) / 1000).toFixed(3).padStart(6, '0')
}
