import type { DayHours } from '@domain/places/opening-hours'
import type { CentreDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { closuresOf, type MonthlyClosure } from './closures'

/** Demo data. Names and counties are those of the city; telephone numbers, house numbers and hours are made up. */
interface CentrePlan {
  id: string
  name: string
  county: string
  address: string
  /** GCJ-02. */
  coordinates: [longitude: number, latitude: number]
  week: DayHours[]
  closed?: MonthlyClosure
  facilities: string[]
  wayIn: string
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
const NOT_MONDAY = [0, 2, 3, 4, 5, 6]

/** The same hours on each of these weekdays; in full hours. */
const open = (weekdays: number[], opens: number, closes: number): DayHours[] =>
  weekdays.map(weekday => ({ weekday, opens: opens * 60, closes: closes * 60 }))

/** Long evenings from Tuesday to Friday for the night school. */
const NIGHT_SCHOOL_WEEK = [...open([0, 1, 6], 9, 18), ...open([2, 3, 4, 5], 9, 22)]

const BASICS = ['饮水', '充电', '无线网', '卫生间']

const PLANS: CentrePlan[] = [
  {
    id: 'jiangchuan',
    name: '江川区党群服务中心',
    county: '江川区',
    address: '江川区大街街道湖滨路演示 1 号',
    coordinates: [102.7514, 24.2897],
    week: open(EVERY_DAY, 8, 21),
    facilities: [...BASICS, '微波炉', '母婴室', '无障碍通道', '急救箱', '图书角', '爱心食堂'],
    wayIn: '正门进来直走，前台右手边就是暖锋驿站，坐下歇歇不用登记',
  },
  {
    id: 'bixi',
    name: '碧溪社区党群服务中心',
    county: '江川区',
    address: '江川区大街街道碧溪路演示 8 号',
    coordinates: [102.7463, 24.2841],
    week: open(NOT_MONDAY, 9, 21),
    closed: { nth: 2, weekday: 3, reason: '设备检修' },
    facilities: [...BASICS, '儿童活动室', '舞蹈室', '图书角'],
    wayIn: '社区文化广场东侧小白楼，一楼玻璃门进',
  },
  {
    id: 'majiaying',
    name: '马家营小区党群服务中心',
    county: '江川区',
    address: '江川区大街街道马家营小区 3 幢一楼',
    coordinates: [102.7558, 24.2936],
    week: open([1, 2, 3, 4, 5, 6], 9, 20),
    facilities: [...BASICS, '爱心缝纫坊', '电动车充电'],
    wayIn: '小区南门进，左手第二栋，门口有红色雨棚',
  },
  {
    id: 'hongta',
    name: '红塔区党群服务中心',
    county: '红塔区',
    address: '红塔区玉兴街道红塔大道演示 20 号',
    coordinates: [102.5447, 24.3521],
    week: NIGHT_SCHOOL_WEEK,
    facilities: [...BASICS, '自习室', '健身房', '有声图书馆', '青创空间', '咖啡角', '无障碍电梯'],
    wayIn: '红塔大道一侧有灯带的门，电梯上二楼',
  },
  {
    id: 'beiyuan',
    name: '北苑社区党群服务中心',
    county: '红塔区',
    address: '红塔区玉兴街道北苑社区演示 6 号',
    coordinates: [102.5487, 24.3604],
    week: open(EVERY_DAY, 9, 21),
    closed: { nth: 4, weekday: 2, reason: '消防演练' },
    facilities: [...BASICS, '儿童活动室', '科普角', '爱心食堂', '母婴室'],
    wayIn: '科普文化广场旁，跟着地上的小脚印走到门口',
  },
  {
    id: 'tonghai',
    name: '通海县党群服务中心',
    county: '通海县',
    address: '通海县秀山街道秀山路演示 12 号',
    coordinates: [102.7601, 24.1124],
    week: open(EVERY_DAY, 9, 20),
    facilities: [...BASICS, '图书角', '有声图书馆'],
    wayIn: '秀山公园南门对面，青瓦门楼进院左转',
  },
  {
    id: 'liuyi',
    name: '六一社区党群服务中心',
    county: '通海县',
    address: '通海县四街镇六一社区演示 2 号',
    coordinates: [102.7413, 24.1356],
    week: open(NOT_MONDAY, 9, 18),
    facilities: [...BASICS, '银器体验桌', '老年活动室'],
    wayIn: '社区老戏台正对面，门前有两棵桂花树',
  },
  {
    id: 'huaning',
    name: '华宁县党群服务中心',
    county: '华宁县',
    address: '华宁县宁州街道宁秀街演示 9 号',
    coordinates: [102.9291, 24.1931],
    week: open(NOT_MONDAY, 9, 20),
    facilities: [...BASICS, '陶艺室', '图书角'],
    wayIn: '县文化馆隔壁，进门台阶旁有无障碍坡道',
  },
  {
    id: 'yimen',
    name: '易门县党群服务中心',
    county: '易门县',
    address: '易门县龙泉街道龙泉路演示 15 号',
    coordinates: [102.1636, 24.6709],
    week: open(EVERY_DAY, 9, 19),
    facilities: [...BASICS, '微波炉', '舞蹈室'],
    wayIn: '龙泉路公交站往前五十米，绿色遮阳棚下进',
  },
  {
    id: 'lianjiang',
    name: '练江社区党群服务中心',
    county: '峨山彝族自治县',
    address: '峨山县双江街道练江社区演示 5 号',
    coordinates: [102.4061, 24.1718],
    week: open(EVERY_DAY, 9, 21),
    facilities: [...BASICS, '儿童活动室', '舞蹈室', '急救箱'],
    wayIn: '沿江步道第三座桥头，红顶两层楼',
  },
  {
    id: 'eshan',
    name: '峨山县党群服务中心',
    county: '峨山彝族自治县',
    address: '峨山县双江街道嶍峨路演示 11 号',
    coordinates: [102.4032, 24.1745],
    week: open([1, 2, 3, 4, 5, 6], 9, 20),
    facilities: [...BASICS, '彝绣工坊', '图书角'],
    wayIn: '火把广场北侧，大门右边第一间是驿站',
  },
  {
    id: 'chengguan',
    name: '城关社区党群服务中心',
    county: '新平彝族傣族自治县',
    address: '新平县桂山街道城关社区演示 7 号',
    coordinates: [101.9912, 24.0671],
    week: open(EVERY_DAY, 9, 20),
    facilities: [...BASICS, '老年活动室', '爱心食堂'],
    wayIn: '城关小学后门斜对面，一楼全是落地窗',
  },
  {
    id: 'xinping',
    name: '新平县党群服务中心',
    county: '新平彝族傣族自治县',
    address: '新平县桂山街道平山路演示 18 号',
    coordinates: [101.9889, 24.0702],
    week: open(NOT_MONDAY, 9, 21),
    facilities: [...BASICS, '自习室', '青创空间'],
    wayIn: '平山路与振兴路口，二楼，扶梯直达',
  },
  {
    id: 'yuanjiang',
    name: '元江县党群服务中心',
    county: '元江哈尼族彝族傣族自治县',
    address: '元江县澧江街道澧江路演示 10 号',
    coordinates: [101.9983, 23.5968],
    week: open(EVERY_DAY, 8, 20),
    facilities: [...BASICS, '纳凉区', '冰柜', '急救箱'],
    wayIn: '澧江路老车站旁，门口有大榕树，天热先进来凉快凉快',
  },
  {
    id: 'chengjiang',
    name: '澄江市党群服务中心',
    county: '澄江市',
    address: '澄江市凤麓街道环城北路演示 3 号',
    coordinates: [102.9121, 24.6731],
    week: open(EVERY_DAY, 9, 21),
    facilities: [...BASICS, '自习室', '健身房', '儿童活动室'],
    wayIn: '凤山公园南侧停车场旁，蓝色标牌下进',
  },
]

/** The centres as they are stored, in the city's own order. */
export function centres(now: number): CentreDocument[] {
  return PLANS.map((plan, index) => centreDocument(plan, index + 1, now))
}

function centreDocument(plan: CentrePlan, order: number, now: number): CentreDocument {
  const { id, name, county, address, coordinates, week, facilities, wayIn } = plan
  return {
    _id: id,
    name,
    county,
    address,
    phone: `0877-555 01${String(order).padStart(2, '0')}`,
    location: { type: 'Point', coordinates },
    hours: { week, closures: plan.closed ? closuresOf(plan.closed, now) : [] },
    facilities,
    wayIn,
    order,
    countAt: now,
  }
}
