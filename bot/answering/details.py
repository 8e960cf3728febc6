"""Details: practical things that people ask for and reports of work hardly ever state.

How to apply, whom to call, what it costs, when it opens, how long it takes, on which street: a
sentence about the topic is no answer unless it has that very thing. In: a question, a sentence.
"""

import re

# (what in a question asks for the detail, what a sentence must have to give it)
_DETAILS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asks), re.compile(gives))
    for asks, gives in (
        (
            r"(怎么|如何|咋|怎样|哪里?能?|哪儿|去哪)(去|才能|能)?"
            r"(申请|办理|办|报名|申领|领取?|投诉|预约|缴费?|交费|报销)(?!得|好|的)"
            r"|(什么|哪些|啥)(材料|手续|证件|条件|资料)|流程|手续",
            r"申请|申领|办理(流程|时间|地点)|凭.{1,8}(办|领)|提交|预约|报名",
        ),
        (
            r"电话(号码)?(是|多少|几|给|[？?]|$)|联系方式|联系电话|网址|邮箱|微信号|地址",
            r"\d{7,}|\d{3,4}-\d{7,8}|@|https?|地址|联系电话",
        ),
        (
            r"几点|开门|关门|闭馆|营业时间|上班时间|开放时间|周[一二三四五六日末]",
            r"\d点|时间|周[一二三四五六日末]|节假日",
        ),
        (r"收费|票价|门票|房租|租金|单价|价格|多少钱一|花销|造价", r"\d元|万元|亿元|免费|收费"),
        (
            r"多长时间|多久|几天|几个月|工期",
            r"\d(个月|天|小时|年(?!度|级))|[一二三四五六七八九十](个月|天|年)",
        ),
        (r"哪条(路|街)|哪(一)?条道", r"[\u4e00-\u9fff](路|街|道)(?!路|面|线)"),
        (r"哪(个|几个|些)(小区|社区|村|楼)", r"小区|社区(?!养老)|[\u4e00-\u9fff]里(?!程)|家园|村"),
        (r"为什么|为何|什么原因|凭什么", r"因|由于|为了|所以|得益于"),
        (r"没有?完成|未完成|没达标|没达到", r"未(完成|达)|没有?(完成|达)"),
        (r"人均", r"人均"),
        (r"补贴|补助|津贴", r"补贴|补助|津贴"),
    )
)
# Who holds an office: the sentence must name the office at least.
_TITLE = re.compile(
    r"(书记|区长|市长|省长|县长|主任|局长|院长|校长|主席|负责人|一把手)(?=是|叫|姓|啥|谁|名|[？?]|$)"
)
# A period finer or coarser than a year: its figures are not the year's.
_PERIOD = re.compile(
    r"上半年|下半年|第?[一二三四1-4]季度|\d{1,2}月份?|上个?月|本月|这个月|昨天|上周|本周"
    r"|(近|过去|这|连续)[\d一二三四五六七八九十]{1,2}年|[五十]年来|十[一二三四五六]五"
)

_TASK = re.compile(
    r"(写|作|编)(一|个|首|篇|封|份)|翻译(成|一下)|讲个|唱首|推荐(几|一|个|部|点)"
    r"|忽略.{0,8}(指令|规则|要求|提示)|系统提示|提示词|扮演|从现在起|prompt|instructions",
    re.IGNORECASE,
)


def is_task(question: str) -> bool:
    """Tell whether the words set a bot a task (帮我写一封信) instead of asking a report something."""
    return _TASK.search(question) is not None


def _periods(question: str) -> list[str]:
    return [match.group() for match in _PERIOD.finditer(question)]


def _titles(question: str) -> list[str]:
    return [match.group(1) for match in _TITLE.finditer(question)]


def lacks_detail(question: str, sentence: str) -> bool:
    """Tell whether `question` asks for a practical detail or period that `sentence` does not have."""
    if any(period not in sentence for period in _periods(question)):
        return True
    if any(not re.search(rf"(?<!总){title}", sentence) for title in _titles(question)):
        return True
    return any(asks.search(question) and not gives.search(sentence) for asks, gives in _DETAILS)
