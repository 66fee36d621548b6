/**
 * Text that nobody may write where others read it: insults, gambling, fraud, sex and drugs. Short on purpose: each entry is
 * offensive wherever it stands, so that no name and no reason is refused by accident. WeChat's check knows more; this list decides
 * alone when that check does not answer.
 */
export const REFUSED_WORDS: readonly string[] = [
  '傻逼',
  '傻b',
  '煞笔',
  '操你',
  '草泥马',
  '艹你',
  '日你妈',
  '干你娘',
  '你妈死',
  '死全家',
  '狗娘养',
  '狗日的',
  '婊子',
  '贱人',
  '妓女',
  '嫖娼',
  '约炮',
  '裸聊',
  '做爱',
  '强奸',
  '色情',
  'av女优',
  '开房电话',
  '冰毒',
  '海洛因',
  '摇头丸',
  '迷奸',
  '枪支出售',
  '网赌',
  '赌博网站',
  '六合彩',
  '时时彩',
  '百家乐',
  '代开发票',
  '办假证',
  '刷单兼职',
  '高利贷',
  '套现',
  '加微信领红包',
  'fuck',
  'shit',
]

/** Text without what is put between the characters of a word to hide it: spaces, punctuation, full width, capitals. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Whether a text contains one of these words. */
export function hasRefusedWord(text: string, words: readonly string[] = REFUSED_WORDS): boolean {
  const plain = bare(text)
  return words.some(word => plain.includes(bare(word)))
}
