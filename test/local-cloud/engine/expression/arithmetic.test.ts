import { testRefusals, testValues } from './evaluate'

const at = new Date('2026-03-01T08:00:00Z')

describe('sums and products', () => {
  testValues([
    [{ $add: ['$price', '$fee'] }, 12, { price: 10, fee: 2 }],
    [{ $add: [] }, 0],
    [{ $add: [at, 3 * 60 * 60000] }, new Date('2026-03-01T11:00:00Z')],
    [{ $add: [1, null] }, null],
    [{ $add: [1, '$missing'] }, null],
    // Intermediate rounding does not accumulate.
    [{ $add: [0.1, 0.2, 0.3] }, 0.6],
    [{ $add: [1e308, 1e308] }, Number.POSITIVE_INFINITY],
    [{ $subtract: [5, 3] }, 2],
    [{ $subtract: [at, new Date('2026-03-01T07:59:59Z')] }, 1000],
    [{ $subtract: [at, 5 * 60 * 1000] }, new Date('2026-03-01T07:55:00Z')],
    [{ $subtract: [1, null] }, null],
    [{ $multiply: [2, 3, 4] }, 24],
    [{ $multiply: [2, '$missing'] }, null],
    [{ $divide: [80, 8] }, 10],
    [{ $divide: [1, null] }, null],
    [{ $mod: [80, 7] }, 3],
    [{ $mod: [-13, 5] }, -3],
    [{ $mod: [5.5, 2] }, 1.5],
  ])
  testRefusals([
    [{ $add: [1, 'a'] }, /only supports numeric or date types, not string/],
    [{ $add: [at, at] }, /only one date allowed/],
    [{ $subtract: [1, at] }, /can't \$subtract date from int/],
    [{ $multiply: [1, true] }, /only supports numeric types, not bool/],
    [{ $divide: [1, 0] }, /can't \$divide by zero/],
    [{ $mod: [1, 0] }, /can't \$mod by zero/],
    [{ $divide: ['a', 1] }, /only supports numeric types, not string/],
  ])
})

describe('rounding', () => {
  testValues([
    [{ $abs: -5 }, 5],
    [{ $abs: null }, null],
    [{ $ceil: 7.8 }, 8],
    [{ $ceil: -2.8 }, -2],
    [{ $floor: 7.8 }, 7],
    [{ $floor: -2.8 }, -3],
    [{ $trunc: 7.85 }, 7],
    [{ $trunc: [-7.85] }, -7],
    [{ $trunc: [7.85, 1] }, 7.8],
    [{ $trunc: [1234.5678, -2] }, 1200],
    [{ $trunc: '$missing' }, null],
    [{ $round: 10.5 }, 10],
    [{ $round: 11.5 }, 12],
    [{ $round: 12.5 }, 12],
    [{ $round: [1234.5678, 2] }, 1234.57],
    [{ $round: [19.25, 1] }, 19.2],
    [{ $round: [28.73, 1] }, 28.7],
    [{ $round: [34.32, -1] }, 30],
    [{ $round: [-44.39, -1] }, -40],
    [{ $round: [Number.POSITIVE_INFINITY, 2] }, Number.POSITIVE_INFINITY],
  ])
  testRefusals([
    [{ $round: [1, 101] }, /value must be in \[-20, 100\]/],
    [{ $round: [1, 0.5] }, /must be a whole number/],
    [{ $floor: 'a' }, /only supports numeric types/],
  ])
})

describe('powers and logarithms', () => {
  testValues([
    [{ $sqrt: 25 }, 5],
    [{ $sqrt: null }, null],
    [{ $exp: 0 }, 1],
    [{ $exp: 2 }, 7.38905609893065],
    [{ $ln: 1 }, 0],
    [{ $ln: Math.E }, 1],
    [{ $log10: 100 }, 2],
    [{ $log: [100, 10] }, 2],
    [{ $log: [8, 2] }, 3],
    [{ $log: [null, 2] }, null],
    [{ $pow: [5, 2] }, 25],
    [{ $pow: [5, 0] }, 1],
    [{ $pow: [5, -2] }, 0.04],
    [{ $pow: [-5, 0.5] }, Number.NaN],
    [{ $pow: [null, 1] }, null],
  ])
  testRefusals([
    [{ $sqrt: -1 }, /greater than or equal to 0/],
    [{ $ln: 0 }, /must be a positive number/],
    [{ $log10: -1 }, /must be a positive number/],
    [{ $log: [1, 1] }, /not equal to 1/],
    [{ $log: [0, 10] }, /positive number/],
    [{ $pow: [0, -1] }, /base of 0 and a negative exponent/],
  ])
})

describe('trigonometry', () => {
  testValues([
    [{ $sin: 0 }, 0],
    [{ $cos: 0 }, 1],
    [{ $tan: 0 }, 0],
    [{ $asin: 1 }, Math.PI / 2],
    [{ $acos: 1 }, 0],
    [{ $atan: 0 }, 0],
    [{ $atan2: [1, 1] }, Math.PI / 4],
    [{ $sinh: 0 }, 0],
    [{ $cosh: 0 }, 1],
    [{ $tanh: 0 }, 0],
    [{ $asinh: 0 }, 0],
    [{ $acosh: 1 }, 0],
    [{ $atanh: 0 }, 0],
    [{ $degreesToRadians: 180 }, Math.PI],
    [{ $radiansToDegrees: Math.PI }, 180],
    [{ $sin: null }, null],
  ])
  testRefusals([
    [{ $asin: 2 }, /must be in \[-1,1\]/],
    [{ $acosh: 0.5 }, /must be in/],
    [{ $cos: Number.POSITIVE_INFINITY }, /must be in/],
  ])
})
