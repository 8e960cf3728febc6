"""Official verbs as the answerer looks for them: what opens a clause, what ends one in an act."""

import re

from bot.language.verbs import DOES, INTENDS, any_of

OPENING_VERB = re.compile(any_of([*DOES, *INTENDS]))
INTENT = re.compile(any_of(INTENDS))
VERBS_ONLY = re.compile(f"(?:{any_of(DOES)})+")
ACT = re.compile(any_of(DOES))
ENDS_ACTING = re.compile(f"(?:{any_of(DOES)})$")
# 为企业减负, 对大班幼儿实行减免: for whom it is done opens the clause too.
TOWARDS = re.compile(r"[为对向给](?=.*[\u4e00-\u9fff]{2})")
# What may stand before a clause and says nothing of its own; an adverb only where a verb follows.
_ADVERBS = """
    基本 圆满 成功 顺利 高效 高质量 高标准 高水平 扎实 有序 有效 稳步 积极 大力 全力 加快 持续 深入 全面 进一步
""".split()
LEAD = re.compile(
    r"^(?:并且?|同时|此外|另外|还|也|又|已经?|共计?|合计|总计|全年|当年|今年|年度|年内"
    rf"|(?:20\d\d|去)年|[，,、\s]|(?:{'|'.join(_ADVERBS)})(?={any_of(DOES)}))+"
)
