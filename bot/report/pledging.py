"""Pledging: how firm a commitment is, and of what kind.

In: the clause that commits. Out: its kind and its strength.

kind      quantified   it states a target figure
          milestone    it can be told by yes or no at the end: opened, finished, founded, issued, held
          directional  it says what is worked at
strength  hard         the words leave no way out: a figure, a milestone, 确保, 必须, 实现, 严禁…
          soft         the words promise effort (力争, 推动, 探索), or no more than a direction
"""

import re
from typing import Literal

Kind = Literal["quantified", "milestone", "directional"]
Strength = Literal["hard", "soft"]

# What happens once, and can be told to have happened. A word that is also part of a noun
# (启动资金, 开工率, 建成区) carries a look-ahead.
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|《[^《》]*》")
_HAPPENS = re.compile(
    r"开工(?!率|者)|动工|破土|奠基|封顶|竣工(?!验收标)|完工|交工|(?<!创)建成(?!区(?:绿|面积|内|环|水|道|空|生|的|$|[、，])|环境|果)|落成|建好|收官|投产(?!率)|投用|投运|启用|投入(?:使用|运营|运行|生产)"
    r"|通车|全线贯通|通水|通气|通航|首航|开通|开业|开园|开街|开馆|开诊|开班|开播|开行|试运[营行]|开展运营|挂牌(?!督办|价)|揭牌|摘牌|出让(?!金|收入|制度)|交付|上线|上市(?!公司|后备|企业|许可)"
    r"|签约|启动(?!资金|区)|出台|颁布|印发|发布(?!会|平台|机制|行)|设立|成立(?!以来|[\d一二三四五六七八九十]+周年)|组建|举办(?=[^，]*(?:活动|会|节|赛|展|周|季|论坛|演出|仪式|讲座|音乐))|举行|承办(?!单位)|主办|召开|办好(?=.*(?:会|节|周|赛|展|季|活动))"
    r"|(?:通过|完成)[^，]{0,10}验收|报审|获批|创成|脱贫摘帽|换届|首飞|点火|量产|销号|^落地|(?:项目|平台|中心|机构|总部|工程)[^，]{0,4}落地"
    r"|完成[^，]*(?:项目|工程|改造|提升|建设|更新|任务|目标|方案|普查|清理|编制|修编|征收|搬迁|改革|行动|修订|整治|治理|换发|调查|回购|立法|划转|划定|确权|登记|规划|施工|转移)"
    r"|制定[^，]*(?:方案|规划|办法|条例|清单|意见|政策|标准|任务|计划)|编制[^，]*(?:规划|方案|清单|纲要)|修订|取消|停征|废止|新设|增设"
)
# Words of effort: they soften what stands behind them.
_EFFORT = re.compile(
    r"力争|争取|努力|力求|尽可能|尽量|尽力|推动|推进(?!会)|促进(?!中心|会)|促成|助推|助力|谋划|策划|探索|研究(?=[^，]{0,6}(?:制定|出台|建立|设立))|鼓励|引导(?!基金)|支持(?!政策|资金)|倡导|有望"
    r"|加快|加速|抓紧|积极|稳步|逐步|有序|稳妥|服务(?=.*(?:开业|投用|建成|投产|运营))|前期工作|协助|配合|做好[^，]*准备|申报|申办|创造条件"
)
# Words that leave no way out.
_BINDING = re.compile(
    r"确保|保证|务必|必须|坚决|坚定不移|严禁|不得|不准|不再|决不|绝不|一律|杜绝|严格|严控|严守|严厉|严惩|严打|坚守|守住|守牢|兜牢|兜住|保住|(?:(?<=^)实现|(?<=[面体期本步力])实现|实现(?!.*的)|完成|达到|不低于|不少于|不超过|以上|以内|全覆盖|清零|同步$|零增长(?!行动)|只增不减|只减不增)"
    r"|应[保救贷享退免兑纳]尽|打赢|取消|停征|废止"
)


def _masked(clause: str) -> str:
    """Return the clause with what stands in quotes blanked: a name tells neither kind nor strength."""
    return _QUOTED.sub(lambda match: "“" + "＊" * (len(match.group()) - 2) + "”", clause)


def kind_of(clause: str, has_figure: bool) -> Kind:
    """Return the kind of a committing clause; `has_figure` where it states a target figure."""
    if has_figure:
        return "quantified"
    return "milestone" if _HAPPENS.search(_masked(clause)) else "directional"


def strength_of(clause: str, kind: Kind, number: int | None = None) -> Strength:
    """Return how firm a committing clause is; `number` is where its figure begins.

    A figure or a milestone binds by itself, unless a word of effort stands before it. A direction
    binds only by a binding word before which no word of effort stands.
    """
    clause = _masked(clause)
    binding = _BINDING.search(clause)
    place = number if number is not None else _place(clause, kind, binding)
    if place is None:
        return "soft"
    effort = _EFFORT.search(clause, 0, place)
    if effort is None:
        return "hard"
    firm = _OVERRIDES.search(clause)
    return "hard" if firm and firm.start() <= effort.start() else "soft"


# 确保如期建成, 必须加快完成: what comes first decides.
_OVERRIDES = re.compile(r"确保|保证|务必|必须|坚决|严格")


def _place(clause: str, kind: Kind, binding: re.Match[str] | None) -> int | None:
    if kind == "milestone":
        happens = _HAPPENS.search(clause)
        return happens.end() if happens else None
    return binding.start() if binding else None
