import { testRefusals, testValues } from './evaluate'

describe('joining, case and comparison', () => {
  testValues([
    [{ $concat: ['$item', ' - ', '$description'] }, 'ABC1 - product 1', { item: 'ABC1', description: 'product 1' }],
    [{ $concat: ['a', null] }, null],
    [{ $concat: ['a', '$missing'] }, null],
    [{ $toUpper: 'abc' }, 'ABC'],
    [{ $toUpper: '$missing' }, ''],
    [{ $toUpper: null }, ''],
    [{ $toUpper: 12 }, '12'],
    // Only ASCII letters change.
    [{ $toUpper: 'éß' }, 'éß'],
    [{ $toLower: 'ÀBC' }, 'Àbc'],
    [{ $toLower: new Date(0) }, '1970-01-01t00:00:00.000z'],
    [{ $strcasecmp: ['13Q1', '13q4'] }, -1],
    [{ $strcasecmp: ['ABC', 'abc'] }, 0],
    [{ $strcasecmp: ['b', 'A'] }, 1],
    [{ $strcasecmp: ['$missing', ''] }, 0],
  ])
  testRefusals([
    [{ $concat: ['a', 1] }, /only supports strings, not int/],
    [{ $toUpper: [[]] }, /cannot convert a value of type array/],
  ])
})

describe('parts', () => {
  testValues([
    [{ $substr: ['hello', 1, 3] }, 'ell'],
    // A negative length is the rest.
    [{ $substr: ['hello', 1, -1] }, 'ello'],
    [{ $substrBytes: ['13Q1', 2, -1] }, 'Q1'],
    [{ $substrBytes: ['hello', 9, 2] }, ''],
    [{ $substrBytes: ['cafétéria', 0, 5] }, 'café'],
    [{ $substrBytes: ['$missing', 0, 2] }, ''],
    [{ $substrBytes: [1234, 0, 2] }, '12'],
    [{ $substrCP: ['寿司sushi', 0, 3] }, '寿司s'],
    [{ $substrCP: ['a😀b', 1, 1] }, '😀'],
    [{ $substrCP: ['hello', 9, 2] }, ''],
    [{ $strLenBytes: '寿司' }, 6],
    [{ $strLenCP: '寿司' }, 2],
    [{ $strLenCP: '😀' }, 1],
    [{ $strLenBytes: '' }, 0],
    [{ $split: ['June-15-2013', '-'] }, ['June', '15', '2013']],
    [{ $split: ['banana split', 'a'] }, ['b', 'n', 'n', ' split']],
    [{ $split: ['headphone jack', '/'] }, ['headphone jack']],
    [{ $split: ['astronomical', 'astro'] }, ['', 'nomical']],
    [{ $split: [null, ','] }, null],
    [{ $trim: { input: '  \n good  bye \t  ' } }, 'good  bye'],
    [{ $trim: { input: ' ggggoodbyeeeee', chars: 'ge' } }, ' ggggoodby'],
    [{ $ltrim: { input: ' \n good' } }, 'good'],
    [{ $rtrim: { input: 'good \u00a0' } }, 'good'],
    [{ $trim: { input: null } }, null],
    [{ $trim: { input: 'a', chars: null } }, null],
    [{ $replaceOne: { input: 'blue paint, blue', find: 'blue', replacement: 'red' } }, 'red paint, blue'],
    [{ $replaceAll: { input: 'blue paint, blue', find: 'blue', replacement: { $literal: '$&' } } }, '$& paint, $&'],
    [{ $replaceAll: { input: '$missing', find: 'a', replacement: 'b' } }, null],
  ])
  testRefusals([
    [{ $substrBytes: ['é', 1, 1] }, /starting index is in the middle/],
    [{ $substrBytes: ['é', 0, 1] }, /ending index is in the middle/],
    [{ $substrBytes: ['a', -1, 1] }, /must be non-negative/],
    [{ $substrCP: ['a', 0, -1] }, /must be a non-negative integer/],
    [{ $strLenCP: '$missing' }, /must be a string, but is of type missing/],
    [{ $strLenBytes: 5 }, /must be a string/],
    [{ $split: ['a', ''] }, /non-empty separator/],
    [{ $split: [1, 'a'] }, /must be a string/],
    [{ $trim: { input: 5 } }, /must be a string/],
    [{ $replaceOne: { input: 'a', find: 1, replacement: 'b' } }, /must be a string/],
  ])
})

describe('positions', () => {
  testValues([
    [{ $indexOfBytes: ['cafeteria', 'e'] }, 3],
    [{ $indexOfBytes: ['cafétéria', 'é'] }, 3],
    [{ $indexOfBytes: ['cafétéria', 't'] }, 5],
    [{ $indexOfCP: ['cafétéria', 't'] }, 4],
    [{ $indexOfCP: ['😀b', 'b'] }, 1],
    [{ $indexOfCP: ['vanilla', 'll', 0, 5] }, 4],
    [{ $indexOfCP: ['vanilla', 'll', 12] }, -1],
    [{ $indexOfCP: ['vanilla', 'll', 5, 2] }, -1],
    [{ $indexOfCP: ['vanilla', 'nilla', 3] }, -1],
    [{ $indexOfCP: ['abc', ''] }, 0],
    [{ $indexOfCP: [null, 'foo'] }, null],
    [{ $indexOfBytes: ['$missing', 'foo'] }, null],
  ])
  testRefusals([
    [{ $indexOfCP: ['a', null] }, /second argument .* must be a string/],
    [{ $indexOfCP: ['a', 'a', -1] }, /must be non-negative/],
    [{ $indexOfBytes: ['a', 'a', 'b'] }, /must be a whole number/],
  ])
})

describe('patterns', () => {
  testValues([
    [{ $regexMatch: { input: 'Simple text', regex: /simple/i } }, true],
    [{ $regexMatch: { input: 'Simple text', regex: 'simple', options: 'i' } }, true],
    [{ $regexMatch: { input: 'ab\ncd', regex: '^c', options: 'm' } }, true],
    [{ $regexMatch: { input: '$missing', regex: 'a' } }, false],
    [{ $regexMatch: { input: 'a', regex: null } }, false],
    [{ $regexMatch: { input: 'abc', regex: 'b # the letter b\n', options: 'x' } }, true],
    [{ $regexMatch: { input: 'aaaa', regex: '(a+)+$' } }, true],
    [{ $regexFind: { input: 'cafétéria', regex: 'té' } }, { match: 'té', idx: 4, captures: [] }],
    [{ $regexFind: { input: '😀 (x)', regex: '\\((y)?(x)\\)' } }, { match: '(x)', idx: 2, captures: [null, 'x'] }],
    [{ $regexFind: { input: 'a', regex: 'b' } }, null],
    [
      { $regexFindAll: { input: 'line 1, line 2', regex: 'line (\\d)' } },
      [
        { match: 'line 1', idx: 0, captures: ['1'] },
        { match: 'line 2', idx: 8, captures: ['2'] },
      ],
    ],
    [
      { $regexFindAll: { input: 'ab', regex: '' } },
      [
        { match: '', idx: 0, captures: [] },
        { match: '', idx: 1, captures: [] },
        { match: '', idx: 2, captures: [] },
      ],
    ],
    [{ $regexFindAll: { input: null, regex: 'a' } }, []],
  ])
  testRefusals([
    [{ $regexMatch: { input: 1, regex: 'a' } }, /must be a string/],
    [{ $regexMatch: { input: 'a', regex: /a/i, options: 'm' } }, /both 'regex' and 'options'/],
    [{ $regexMatch: { input: 'a', regex: '(' } }, /invalid/],
    [{ $regexMatch: { input: `${'a'.repeat(400)}!`, regex: '^(a+)+$' } }, /takes too long/],
  ])
})
