import { historySuite } from './suite'
import { courses } from './themes/course'
import { desk } from './themes/desk'
import { spaces } from './themes/spaces'

historySuite(spaces, 400)
historySuite(courses, 350)
historySuite(desk, 300)
