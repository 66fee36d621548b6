import theme from './theme.json'

const TABS = [
  { pagePath: 'pages/home/index', text: '首页' },
  { pagePath: 'pages/bookings/index', text: '预约' },
  { pagePath: 'pages/me/index', text: '我的' },
]

/**
 * What WeChat draws itself: around the pages, and below them until they are there. In the artefact, the names refer to
 * `theme.json`, which has a colour for the day and one for the night; the browser has only the styles of the app.
 */
const FRAME =
  process.env.TARO_ENV === 'weapp'
    ? { bar: '@bar', barText: '@barText', barChosen: '@barChosen', paper: '@paper', status: '@status', pull: '@pull' }
    : theme.light

export default defineAppConfig({
  pages: [
    ...TABS.map(tab => tab.pagePath),
    'pages/classes/index',
    'pages/class/index',
    'pages/success/index',
    'pages/code/index',
    'pages/arrive/index',
    'pages/booking/index',
    'pages/course/index',
    'pages/member/index',
    'pages/standing/index',
    'pages/centres/index',
    'pages/centre/index',
    'pages/stations/index',
    'pages/station/index',
  ],
  subPackages: [
    { root: 'packages/find', pages: ['pages/search/index'] },
    { root: 'packages/spaces', pages: ['pages/list/index', 'pages/detail/index'] },
    { root: 'packages/privacy', pages: ['pages/policy/index', 'pages/data/index'] },
    {
      root: 'packages/canteen',
      pages: [
        'pages/menu/index',
        'pages/proxy/index',
        'pages/kitchen/index',
        'pages/counter/index',
        'pages/till/index',
        'pages/rounds/index',
        'pages/alerts/index',
        'pages/menus/index',
      ],
    },
    {
      root: 'packages/participation',
      pages: [
        'pages/points/index',
        'pages/deed/index',
        'pages/witness/index',
        'pages/redemption/index',
        'pages/listing/index',
        'pages/history/index',
        'pages/counter/index',
        'pages/needs/index',
        'pages/need/index',
        'pages/topics/index',
        'pages/topic/index',
        'pages/contest/index',
        'pages/ballots/index',
        'pages/volunteer/index',
        'pages/shifts/index',
        'pages/shift/index',
        'pages/certificate/index',
        'pages/guide/index',
        'pages/guided/index',
        'pages/groups/index',
        'pages/group/index',
        'pages/project/index',
      ],
    },
    { root: 'packages/ballot', pages: ['pages/proof/index'] },
    { root: 'packages/party', pages: ['pages/change/index'] },
    { root: 'packages/news', pages: ['pages/list/index'] },
    { root: 'packages/pass', pages: ['pages/send/index', 'pages/view/index'] },
    {
      root: 'packages/office',
      pages: [
        'pages/desk/index',
        'pages/timetable/index',
        'pages/copy/index',
        'pages/offerings/index',
        'pages/offering/index',
        'pages/centre/index',
        'pages/station/index',
        'pages/centres/index',
        'pages/import/index',
        'pages/figures/index',
        'pages/ratings/index',
        'pages/compare/index',
        'pages/claim/index',
        'pages/print/index',
        'pages/points/index',
        'pages/needs/index',
        'pages/late/index',
        'pages/stars/index',
        'pages/starboard/index',
        'pages/starmonth/index',
        'pages/projects/index',
        'pages/contest/index',
        'pages/jury/index',
        'pages/topics/index',
        'pages/volunteers/index',
        'pages/groups/index',
        'pages/partners/index',
        'pages/team/index',
        'pages/journal/index',
        'pages/watch/index',
        'pages/join/index',
      ],
    },
    // Only in a browser: what is uploaded to WeChat has no gallery.
    ...(process.env.TARO_ENV === 'h5' ? [{ root: 'packages/gallery', pages: ['pages/ui/index'] }] : []),
    {
      root: 'packages/staff',
      pages: [
        'pages/today/index',
        'pages/scan/index',
        'pages/roster/index',
        'pages/appeals/index',
        'pages/door/index',
        'pages/stations/index',
        'pages/poster/index',
        'pages/space/index',
        'pages/find/index',
        'pages/book/index',
      ],
    },
  ],
  // The app draws its own tab bar, so that senior mode can enlarge it; WeChat needs this entry for tab pages.
  tabBar: {
    custom: true,
    color: FRAME.barText,
    selectedColor: FRAME.barChosen,
    backgroundColor: FRAME.bar,
    list: TABS,
  },
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '暖锋驿家',
    navigationBarTextStyle: FRAME.status as 'black',
    backgroundColor: FRAME.paper,
    backgroundTextStyle: FRAME.pull as 'dark',
  },
  darkmode: true,
  themeLocation: 'theme.json',
  // A tablet at the door may hang in either orientation.
  resizable: true,
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  requiredPrivateInfos: ['getFuzzyLocation'],
  permission: { 'scope.userFuzzyLocation': { desc: '按远近给您排中心' } },
  // WeChat then calls `onNeedPrivacyAuthorization` before any private interface.
  __usePrivacyCheck__: true,
})
