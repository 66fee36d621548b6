/** Why a draw can be trusted, in one line; the proof page explains it. */
export const FAIR = '结果事先定不了，事后改不了，谁都能验算。'
