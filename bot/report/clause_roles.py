"""Clause roles: what each clause of a plan's sentence is for.

In: the clauses of one sentence, and which of them state a target figure. Out: a `Role` each: it
commits, it belongs to the clause before or behind it, or it commits to nothing, for one of six
reasons. The first rule that fits decides, so that no clause has two reasons. A vague commitment in
the register does less harm than a lost one: what acts and fits no other rule commits.
"""

import re
from collections.abc import Sequence
from typing import Literal

from bot.report.deadlines import deadline_of
from bot.report.pledge_verbs import ADVERB, acts_inside, has_verb, opens_with_act, without_lead

Reason = Literal[
    "标题或引出语",
    "总体要求",
    "形势判断或理由",
    "时间、前提或方式",
    "接上一句的说明",
    "称谓或结束语",
]
HEADING: Reason = "标题或引出语"
GENERAL: Reason = "总体要求"
BACKGROUND: Reason = "形势判断或理由"
MANNER: Reason = "时间、前提或方式"
EXPLANATION: Reason = "接上一句的说明"
CLOSING: Reason = "称谓或结束语"
REASONS: tuple[Reason, ...] = (HEADING, GENERAL, BACKGROUND, MANNER, EXPLANATION, CLOSING)

Role = Literal["commits", "with_previous", "with_next"] | Reason

_SHORT = 14  # characters of a clause that may be no more than a deadline
_MARKS = '，,；;。！!？?、：: \u3000“”"—'
# Sentences that are of one piece.
_CLOSING_SENTENCE = re.compile(
    r"(^|[，,。！!：:])让我们(?!生活)|团结在以|而(努力|不懈)?奋斗|谢谢(大家|各位)|致以|表示(衷心|诚挚|崇高)|作出新的更大的?贡献"
)
_ABOUT_THIS = re.compile(r"这(是|也是|既|些?[^，]{0,10}(，|,|是|既|要求|表明|体现))")
_CALLED = re.compile(
    r"(提请|提交|请予).{0,12}审[议查]|^(各位(人大)?代表|各位委员|同志们)[！!，,：:。]*$"
)
_GENERAL_SENTENCE = re.compile(
    r"以习近平.{0,24}思想为指导|(总体|总的)要求(是|：|:)|指导思想(是|：|:)|(总体|基本|工作)思路(是|：|:)"
)
_GENERAL = re.compile(
    r"工作总基调|^高举|邓小平理论|科学发展观|新发展理念|两个(维护|确立)|四个(意识|自信)|习近平.{0,30}(讲话|精神|思想|重要(指示|论述)|嘱托)"
    r"|党的[一二三四五六七八九十]+[大届].{0,12}精神|(中央|省委|市委|区委|县委).{0,14}全会.{0,6}精神|经济工作会议.{0,4}(精神|部署)"
)
_TARGETS = re.compile(r"(预期|主要|发展|奋斗)?(目标|指标)(是|为|包括|如下)?[：:]|主要目标包括")
_LEADS_IN = re.compile(
    r"(?<![省市县万元米])(以下|下列|如下)(几|[一二三四五六七八九十两]+)?(个|点|项|大|条|方面|工作|关系|任务|措施|重点)"
    r"|^.{0,8}(要|重点|着力|着重|突出|主要|注重)(抓好|做好|把握好?|办好|实施|推进|抓|干好).{0,4}"
    r"[一二三四五六七八九十两几\d]+([个方大].{0,8}|点|条)$"
)
# Clauses that say how the world is, or why.
_BACKGROUND = re.compile(
    r"仍然?[有处存面需是]|仍将|依然|依旧|面临|日益|目前|当前|近年来|(?<!比)(?<![高低好多少]于)去年|过去[一几三五两]|[^，]{2}以来|不会改变|必将|一定能|坚信"
    r"|相信|深知|我们有|我国有|^有(能力|信心|条件|底气)(?!的)|综合分析|必须看到|要看到|应当看到|^这[是些也既]|没有.{1,8}就没有|(?<!终)已(?!建|有|经?享受|婚)|^才能|^只有|^只要|^需要|\d亿多(?!元)|^(?!特别是|尤其是).*取得.{0,6}(成效|进展|成就|成果|成绩)$|抬头$|离不开|有利于|^旨在|人人有责|低迷|(压力|难度)(加大|较大)|处[在于]|比较[高低大]|^(还|也|我们)?(拥有|具有)|还有|尚有|还得|^上述|任重道远|(十分|非常|异常|极为)?(繁重|艰巨)$|毕业生(人数)?(将?达到?|约)?\d|[^更加扩](多|大|高|强|低|难|紧|弱|少)$|面好$|如逆水行舟|愿与|愿同"
    r"|重于泰山|之[本基源要策母魂根]$|关系(到|着)|越是|意味着|表明|说明|决定(了|着)?(?!性)"
)
_THIS_YEAR_IS = re.compile(r"之年$|(开局|关键|重要|收官|攻坚)(的一|之)?年$")
# Those that tell it even where they open with a verb: 解决好吃饭问题始终是头等大事.
_SURELY = re.compile(
    r"(?<![要的])是[^，]{0,16}(大事|根本|关键|基础|使命|要求|途径|出路|必由之路|责任|基石|前提|动力|源泉|法宝|所在|一招|天职)$"
    r"|事关|意义重大|(承载|肩负|蕴含|面临|维系|牵动|凝聚|寄托)着|(?<![为除不得])了(?![解结却然断不之])"
)
_COPULA = re.compile(
    r"^(?!.{0,24}(一|二|三|四|五|六|七|八|九|十|首先|其次|尤其|特别|凡|只|还|就|不|可|但|无论|不管|或|总|目标|重点|任务|指标|于)是)[^，]{0,22}(?<!但)(?<!凡)(?<!于)是(?!要|否|非)"
)
# Clauses that only tell when, on what ground, by what way.
_WHEN = re.compile(
    r"^(到?(20\d\d年|今年|明年|全年|新的?一年|今后[^，]{0,6}|未来[^，]{0,6}|[“\"]?十[一二三四五六七八九]五[”\"]?(时期|期间)|年内|近期|下一步|同时|此外|另外|一方面|另一方面|其中)"
    r"(底|末|里|中|以?前|之前|以来|初)?)+$"
)
_ALWAYS = "按照|根据|依据|依照|遵循|随着|针对|面对|面向|通过|适应|顺应|对标|对照|作为|结合|借助|借力|依托|凭借|本着|鉴于|基于|沿着|经过|除|只要|如果|若|越|凡|无论|不论|不管|当(?![前年地好选])|为了|为|着眼于?|从|在|以|用(?![好活足])|与|同|和|会同|联合|围绕|立足|对|对于|向|由|于"
_OFTEN = "坚持(?![和过把在])|聚焦|瞄准|紧盯|盯紧|突出(?!抓|发展|强化|加强|做好)|锚定|紧扣|把握|抢抓|抓住|抓牢|(?:牢固)?(?:树立|树牢)(?=.*(?:理念|意识|思维|思想|观$))|秉持|牢记|主动适应|紧紧围绕|紧密结合|牢牢把握|充分利用|充分发挥|发挥(?!好)|紧贴|着眼|立足|依靠|统筹考虑|直面|始终坚持|始终把"
_ALWAYS_OPENS = re.compile(f"^(?:紧紧|紧密|主动|积极|充分|全面|坚决|始终|牢牢)?(?:{_ALWAYS})")
_OFTEN_OPENS = re.compile(
    f"^(?:进一步|牢牢|紧紧|紧密|主动|积极|充分|全面|始终|更加|更好|着力|持续)*(?:{_OFTEN})"
)
_ENDS_AS_GROUND = re.compile(
    r"(》|纲要|建议|意见|资源|优势|平台|载体|力量|契机|机遇|要求|部署|安排|精神|原则|方针|思路|定位|目标|任务|需求|需要|导向|方向|主线|重点|抓手|引领|牵引|核心|根本|保障|支撑|基础上?|情况|特点|实际|变化"
    r"|形势|趋势|问题|矛盾|短板|弱项|领域|环节|赛道|政策|机制|作用|方式|模式|途径|渠道|手段|发力|入手|着手|出发|前提下?|同时|过程中|并举|并重|结合|理念|总基调|领导下|框架下|为本|为先|为要"
    r"|为上|合作|联动|协作|携手|等地|周边|方面|契机|关键|支点|突破口|牛鼻子|落脚点|着力点|立场|态度|力度|决心|发展趋势|清单|规律|依托|纽带|动力)$"
)
_PLAIN_GROUND = re.compile("按照|在|以|对|围绕|针对|面对|适应|随着")
_SECOND_ACT = re.compile(
    r".{2,}(开展|实施|打造|推进|推动|加快|加强|提升|强化|深化|促进|完善|培育|构建|建立|健全|优化|创建|开发|建设|拓展|引进|提供|做好|抓好|办好|扩大|制定|设立|举办|推出|推广|带动|开通|解决|实行|给予|增设|配备|发放|支持|配置|转化|设置|共建|深耕|探索|落实|保障|缓解|发展|吸引|加大|攻克|突破)(?=.{2})"
)
# Clauses that say what the act before them is to bring, or of whom and what it speaks.
_EXPLAINS = re.compile(
    r"^(重点(仍|还)?是|让|使|以便|从而|进而|这|它|其|体现|主要用于|形成.*(格局|局面|态势|合力|机制|体系|模式|氛围|闭环)$|做到|决不让|不让|切实让|真正让|确保让"
    r"|为.{2,30}(提供|注入|奠定|创造|贡献|打下|作出|增添|夯实|赢得).*(支撑|保障|动力|基础|条件|力量|贡献|空间|活力|环境|服务)$|实现.*(之势|共赢|双赢|良性循环|良性互动|有机统一)$)"
)
_LISTED = re.compile("[一二三四五六七八九十]{1,3}是")
_GOES_ON = re.compile(r"^(和|及|以及|或|特别是|尤其是|包括|比如|如|其中|、)")
_NEEDS_PREVIOUS = re.compile(r"更好(结果|成绩|成效)|^(分别|相应)")
_MODAL = re.compile(
    r"^(都|也|就|均|一律|一概)?(要|必须|应当|应|须|将|一定要?|不得|严禁|三年内|给予|实行)"
)
# A clause that is only a name, or whom it is for: 近14亿人的饭碗，必须…; 对招用失业人员的企业，给予….
_WAY = re.compile(r"之(道|心|策|力|志|风)$")
_NAMES = re.compile(r"^(对|对于|将|把)|的.{1,8}$")
_STATES = re.compile("有|占|是|大|多|受|难|在|重|高|低|不|可控")
_IS = re.compile(r"(都|也|就|正|才)?(是|来自|源于|在于|要?靠)(?!要)")
# What bids without a verb that the list has.
_BIDS = re.compile(
    rf"^(?:要|必须|不得|务必|{ADVERB})|.(?:必须|不得|务必|要(?![素求点])|拟)|应[保救贷享退免兑纳扩]尽|一视同仁|平等对待"
)


def roles_of(clauses: Sequence[str], figures: Sequence[bool]) -> list[Role]:
    """Return the role of each of the `clauses` of a sentence.

    `figures` tells which of them state a target figure; those commit, unless they plainly tell how
    things stand. A role "with_previous" is never the first, "with_next" never the last.
    """
    bare = [clause.strip(_MARKS) for clause in clauses]
    ends = [clause.rstrip().endswith((";", "；")) for clause in clauses]
    sentence = "".join(clauses)
    whole = _of_whole_sentence(sentence)
    targets = bool(_TARGETS.search(sentence))
    roles: list[Role] = []
    for place, clause in enumerate(bare):
        stop = next((i for i in range(place, len(ends)) if ends[i]), len(ends))
        later = any(
            _acts(bare[i]) or figures[i] for i in range(place + 1, min(stop + 1, len(ends)))
        )
        first = place == 0 or ends[place - 1] or roles[-1] not in ("commits", "with_previous")
        if figures[place] and not _tells(clause) and not _LEADS_IN.search(clause):
            role: Role = "commits"
        elif whole is not None:
            role = whole
        else:
            role = _alone(clause) or _in_sentence(bare, place, later, not first, targets)
        roles.append(role)
    return _settled(roles)


def _of_whole_sentence(sentence: str) -> Reason | None:
    if _CLOSING_SENTENCE.search(sentence):
        return CLOSING
    if _GENERAL_SENTENCE.search(sentence):
        return GENERAL
    about = _ABOUT_THIS.match(sentence) and not re.search("[，,；;](要|必须)", sentence)
    return BACKGROUND if about else None


def _alone(clause: str) -> Role | None:
    """Return the role that a clause has whatever stands beside it."""
    if not clause or _CALLED.match(clause):
        return CLOSING
    if len(clause) <= _SHORT and deadline_of(clause) and not has_verb(clause):
        return "with_next"
    if _WHEN.match(clause):
        return MANNER
    if _LEADS_IN.search(clause):
        return HEADING
    if _THIS_YEAR_IS.search(clause):
        return BACKGROUND
    if _GENERAL.search(clause):
        return GENERAL
    return None


def _in_sentence(
    bare: Sequence[str], place: int, later_acts: bool, committed: bool, targets: bool
) -> Role:
    """Return the role of a clause; `committed` where the one before it, up to a semicolon, does."""
    clause = bare[place]
    own = without_lead(clause)
    if committed and (_GOES_ON.match(clause) or _NEEDS_PREVIOUS.search(clause)):
        return "with_previous"
    if committed and _EXPLAINS.match(clause):
        return EXPLANATION
    if later_acts and not _LISTED.match(clause) and _is_ground(own, committed):
        return MANNER
    if targets:
        return "commits"
    if _SURELY.search(clause) or (not opens_with_act(clause) and _tells(clause)):
        return EXPLANATION if committed else BACKGROUND
    if _acts(clause):
        return "commits"
    follows = bare[place + 1] if place + 1 < len(bare) else ""
    named = _NAMES.search(clause)
    if named and (_IS.match(follows) or _tells(follows)):
        return BACKGROUND
    if _MODAL.match(follows) and (named or not has_verb(clause)) and not _STATES.search(clause):
        return "with_next"
    if has_verb(clause) or _BIDS.search(clause):
        return "commits"
    if committed:
        return EXPLANATION
    return (
        MANNER if _ALWAYS_OPENS.match(own) or (later_acts and _WAY.search(clause)) else BACKGROUND
    )


def _tells(clause: str) -> bool:
    """Tell whether a clause says how things stand, or why, and not what is to be done."""
    return any(rule.search(clause) for rule in (_BACKGROUND, _COPULA, _SURELY))


def _acts(clause: str) -> bool:
    return opens_with_act(clause) or acts_inside(clause)


def _is_ground(clause: str, committed: bool) -> bool:
    """Tell whether a clause is only the ground or way of the act that stands behind it."""
    often = _OFTEN_OPENS.match(clause)
    opens = often or _ALWAYS_OPENS.match(clause)
    if not opens or (often and committed):
        return False
    rest = clause[opens.end() :]
    if _BIDS.search(rest):
        return False
    if _SECOND_ACT.search(rest) and (often or not _PLAIN_GROUND.match(clause)):
        return False
    if often:
        return True
    return bool(_ENDS_AS_GROUND.search(clause)) or not has_verb(rest)


def _settled(roles: list[Role]) -> list[Role]:
    """See that what joins a neighbour joins one that commits."""
    out = list(roles)
    for place in reversed(range(len(out))):
        if out[place] == "with_next":
            follows = out[place + 1] if place + 1 < len(out) else BACKGROUND
            if follows not in ("commits", "with_next"):
                out[place] = BACKGROUND
    return out
