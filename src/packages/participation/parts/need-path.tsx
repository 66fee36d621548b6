import type { NeedView } from '@domain/contracts/needs'
import type { TopicState } from '@domain/governance/topic-state'
import { sayMoment } from '@domain/time'
import { open } from '@/platform/navigate'
import { ListGroup, ListRow } from '@/ui/list-row'
import { sayAnswer, sayAnswerBy, sayLevel } from './need-words'

const TOPIC_NOTES: Record<TopicState, string> = {
  gathering: '正在征集支持，去看看',
  voting: '正在表决，每家一票',
  counted: '表决完了，等公布决定',
  decided: '已经公布决定',
}

/** The way of a need, from the sentence to where it stands now. */
export function NeedPath({ need, now }: { need: NeedView; now: number }) {
  const { mergedInto, answer, escalations, level, topic } = need
  return (
    <ListGroup>
      <ListRow icon="check" title="提出" note={`${sayMoment(need.at, now)}，提给${need.centre.name}`} />
      {mergedInto && (
        <ListRow
          id="need-merged"
          icon="check"
          title={`并到：${mergedInto.text}`}
          note={`${sayMoment(mergedInto.at, now)}，和更早提的一起办，结果在这里也看得到`}
          leads
          onTap={() => open('participation/need', { id: mergedInto.id })}
        />
      )}
      {escalations.map(each => (
        <ListRow
          key={each.level}
          icon="go"
          title={`转到${sayLevel(each.level)}`}
          note={`${sayMoment(each.at, now)}，到期没有答复，自动往上转`}
        />
      ))}
      {answer ? (
        <ListRow
          id="need-answer"
          icon="check"
          title={`${sayLevel(answer.level)}答复：${sayAnswer(answer.kind)}`}
          note={`${answer.words}（${sayMoment(answer.at, now)}）`}
        />
      ) : (
        <ListRow id="need-waiting" icon="clock" title={`等${sayLevel(level)}答复`} note={sayAnswerBy(need, now)} />
      )}
      {topic && (
        <ListRow
          id="need-topic"
          icon={topic.state === 'decided' ? 'check' : 'people'}
          title={`列成议题：${topic.title}`}
          note={TOPIC_NOTES[topic.state]}
          leads
          onTap={() => open('participation/topic', { id: topic.id })}
        />
      )}
      {topic?.project && (
        <ListRow
          id="need-project"
          icon={topic.project.state === 'closed' ? 'check' : 'clock'}
          title={topic.project.state === 'closed' ? '项目办完了' : '项目正在办'}
          note="办了几场、来了多少人，去看看"
          leads
          onTap={() => topic.project && open('participation/project', { id: topic.project.id })}
        />
      )}
    </ListGroup>
  )
}
