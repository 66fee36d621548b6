/**
 * Translates the regular expressions of the database (PCRE, in UTF-8 mode) into JavaScript's. Constructs that JavaScript
 * has no counterpart for are refused, because most of them would match something else without an error.
 */
import { refuse } from '../errors'

export interface Translated {
  source: string
  /** JavaScript flags. */
  flags: string
}

interface Options {
  i: boolean
  m: boolean
  s: boolean
  x: boolean
}

const SPACE = '\\t\\n\\v\\f\\r\\x20'
const NOT_SPACE = '\\x00-\\x08\\x0e-\\x1f\\x21-\\u{10ffff}'
const HORIZONTAL = '\\t\\x20\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000'
const VERTICAL = '\\n\\v\\f\\r\\x85\\u2028\\u2029'

/** Escapes that stand for a set of characters: inside of brackets, and the set that is its complement. */
const SETS: Record<string, [set: string, complement: string]> = {
  d: ['0-9', '\\x00-\\x2f\\x3a-\\u{10ffff}'],
  s: [SPACE, NOT_SPACE],
  w: ['0-9A-Za-z_', '\\x00-\\x2f\\x3a-\\x40\\x5b-\\x5e\\x60\\x7b-\\u{10ffff}'],
}

const POSIX: Record<string, string> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: '\\t\\x20',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e',
  space: SPACE,
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
}

const CONTROLS: Record<string, number> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 }

/** One character as itself, whatever it means in a pattern. */
function literal(character: string): string {
  return /^[A-Za-z0-9\u0080-\u{10ffff}]$/u.test(character)
    ? character
    : `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`
}

class Translator {
  private readonly points: string[]
  private at = 0
  private output = ''
  /** Capturing groups so far. */
  private groups = 0

  constructor(
    source: string,
    private readonly options: Options,
  ) {
    this.points = [...source]
  }

  translate(): Translated {
    const flags = this.takePrefix(/^\(\?([imsx]+)\)/)
    for (const flag of flags?.[1] ?? '') this.options[flag as keyof Options] = true
    while (this.at < this.points.length) this.step()
    return { source: this.output === '' ? '(?:)' : this.output, flags: `${this.options.i ? 'i' : ''}u` }
  }

  /** Skips what the pattern matches from here, and returns it. */
  private takePrefix(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.points.slice(this.at, this.at + 300).join(''))
    if (found) this.at += [...found[0]].length
    return found
  }

  private next(): string {
    return this.points[this.at++] ?? refuse('regular expression is invalid: \\ at end of pattern')
  }

  private step(): void {
    const character = this.next()
    switch (character) {
      case '\\':
        this.output += this.escape()
        return
      case '[':
        this.output += this.characterClass()
        return
      case '(':
        this.output += this.group()
        return
      case '.':
        this.output += this.options.s ? '[^]' : '[^\\n]'
        return
      case '^':
        this.output += this.options.m ? '(?:^|(?<=\\n)(?=[^]))' : '^'
        return
      case '$':
        this.output += this.options.m ? '(?=\\n|$)' : '(?=\\n?$)'
        return
      case '*':
      case '+':
      case '?':
        this.output += character + this.afterQuantifier()
        return
      case '{':
        this.output += this.braces()
        return
      case ')':
      case '|':
        this.output += character
        return
      case '#':
        if (this.options.x) this.takePrefix(/^[^\n]*\n?/)
        else this.output += literal(character)
        return
      default:
        if (!(this.options.x && /[\t\n\v\f\r ]/.test(character))) this.output += literal(character)
    }
  }

  private afterQuantifier(): string {
    if (this.takePrefix(/^\+/))
      return refuse('possessive quantifiers of regular expressions are not offered by the local cloud')
    return this.takePrefix(/^\?/) ? '?' : ''
  }

  private braces(): string {
    const counts = this.takePrefix(/^(\d+)(,(\d*))?\}/)
    return counts ? `{${counts[0]}${this.afterQuantifier()}` : literal('{')
  }

  private group(): string {
    if (this.takePrefix(/^\*/))
      return refuse('verbs of regular expressions, such as (*ACCEPT), are not offered by the local cloud')
    if (this.takePrefix(/^\?#[^)]*\)/)) return ''
    const plain = this.takePrefix(/^\?(?::|=|!|<=|<!)/)
    if (plain) return `(${plain[0]}`
    const named = this.takePrefix(/^\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/)
    if (named) {
      this.groups++
      return `(?<${named[1] ?? named[2]}>`
    }
    const again = this.takePrefix(/^\?P=([A-Za-z_]\w*)\)/)
    if (again) return `\\k<${again[1]}>`
    const other = this.takePrefix(/^\?./u)
    if (!other) {
      this.groups++
      return '('
    }
    return refuse(`the group (${other[0]}…) of regular expressions is not offered by the local cloud`)
  }

  private escape(): string {
    const character = this.next()
    const set = SETS[character.toLowerCase()]
    if (set && Object.hasOwn(SETS, character.toLowerCase())) {
      return `[${character === character.toLowerCase() ? '' : '^'}${set[0]}]`
    }
    switch (character) {
      case 'A':
        return '^'
      case 'Z':
        return '(?=\\n?$)'
      case 'z':
        return '$'
      case 'b':
      case 'B':
        return `\\${character}`
      case 'h':
        return `[${HORIZONTAL}]`
      case 'H':
        return `[^${HORIZONTAL}]`
      case 'v':
        return `[${VERTICAL}]`
      case 'V':
        return `[^${VERTICAL}]`
      case 'N':
        return '[^\\n]'
      case 'R':
        return `(?:\\r\\n|[${VERTICAL}])`
      case 'Q':
        return this.quoted()
      case 'E':
        return ''
    }
    if (/[1-9]/.test(character)) return this.numbered(character)
    const name = character === 'k' ? this.takePrefix(/^(?:<(\w+)>|'(\w+)'|\{(\w+)\})/) : undefined
    if (name) return `\\k<${name[1] ?? name[2] ?? name[3]}>`
    return this.character(character)
  }

  /** A reference to a group; a number of two or three digits that no group has is the octal number of a character. */
  private numbered(first: string): string {
    const start = this.at
    const digits = first + (this.takePrefix(/^\d{1,2}/)?.[0] ?? '')
    if (digits.length === 1 || Number(digits) <= this.groups) return `(?:\\${digits})`
    this.at = start
    const octal = /^[0-7]/.test(first) ? first + (this.takePrefix(/^[0-7]{0,2}/)?.[0] ?? '') : ''
    if (octal === '') return refuse('regular expression is invalid: reference to non-existent subpattern')
    return `\\u{${Number.parseInt(octal, 8).toString(16)}}`
  }

  private quoted(): string {
    let text = ''
    while (this.at < this.points.length && !this.takePrefix(/^\\E/)) text += literal(this.next())
    return text
  }

  /** An escape that stands for one character or a Unicode property, inside and outside of brackets. */
  private character(character: string): string {
    const control = Object.hasOwn(CONTROLS, character) ? CONTROLS[character] : undefined
    if (control !== undefined) return `\\x${control.toString(16).padStart(2, '0')}`
    if (character === 'x') {
      const hex = this.takePrefix(/^(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{1,2}))/i)
      return `\\u{${hex?.[1] ?? hex?.[2] ?? '0'}}`
    }
    if (character === '0')
      return `\\u{${Number.parseInt(`0${this.takePrefix(/^[0-7]{0,2}/)?.[0] ?? ''}`, 8).toString(16)}}`
    if (character === 'c') return `\\u{${((this.next().toUpperCase().codePointAt(0) ?? 0) ^ 64).toString(16)}}`
    if (character === 'p' || character === 'P') return this.property(character)
    if (/[uUlL]/.test(character))
      return refuse('regular expression is invalid: PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u')
    if (/[A-Za-z]/.test(character))
      return refuse(`\\${character} of regular expressions is not offered by the local cloud`)
    return literal(character)
  }

  private property(kind: string): string {
    const name = this.takePrefix(/^(?:\{(\^?)([\w&]+)\}|([A-Z]))/)
    const property = name?.[2] ?? name?.[3] ?? ''
    const negated = (kind === 'P') !== (name?.[1] === '^')
    const expression = /^[A-Z][a-z]?$/.test(property) ? property : `Script=${property}`
    return `\\${negated ? 'P' : 'p'}{${expression}}`
  }

  private characterClass(): string {
    let parts = this.takePrefix(/^\^/) ? '^' : ''
    // A bracket in the first place is an ordinary character.
    if (this.takePrefix(/^\]/)) parts += '\\]'
    while (this.at < this.points.length) {
      if (this.takePrefix(/^\]/)) return `[${parts}]`
      parts += this.classPart()
    }
    return refuse('regular expression is invalid: missing terminating ] for character class')
  }

  private classPart(): string {
    const posix = this.takePrefix(/^\[:(\^?)(\w+):\]/)
    if (posix) {
      const set = POSIX[posix[2] ?? '']
      if (posix[1] === '^' || set === undefined)
        return refuse(`the class ${posix[0]} of regular expressions is not offered by the local cloud`)
      return set
    }
    const character = this.next()
    if (character === '-') return '-'
    if (character !== '\\') return literal(character)
    const escaped = this.next()
    const set = Object.hasOwn(SETS, escaped.toLowerCase()) ? SETS[escaped.toLowerCase()] : undefined
    if (set) return escaped === escaped.toLowerCase() ? set[0] : set[1]
    switch (escaped) {
      case 'b':
        return '\\x08'
      case 'h':
        return HORIZONTAL
      case 'v':
        return VERTICAL
      case '-':
        return '\\-'
    }
    if (/[1-7]/.test(escaped)) {
      return `\\u{${Number.parseInt(escaped + (this.takePrefix(/^[0-7]{0,2}/)?.[0] ?? ''), 8).toString(16)}}`
    }
    return this.character(escaped)
  }
}

/** Translates a pattern. `options` may be i, m, s and x. Throws REFUSED for a construct that has no counterpart. */
export function translatePattern(source: string, options: string): Translated {
  const has = (flag: string) => options.includes(flag)
  return new Translator(source, { i: has('i'), m: has('m'), s: has('s'), x: has('x') }).translate()
}
