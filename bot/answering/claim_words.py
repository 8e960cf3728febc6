"""Claim words: what in a claim needs no evidence, and what tells its period, its voice, its measure.

General knowledge of how reports and people put things; no word serves one report or one claim.
"""

import re

from bot.language.verbs import any_of

_LIGHT = """
    一共 总共 共计 合计 累计 共有 总计 全年 年内 年底 当年 目前 如今 现在 截至 其中 同时 已经 可以 能够 计划 打算 准备 预计 预期 力争 目标 任务 安排 列入 纳入
    定为 定在 达到 实现 完成 取得 创下 保持 用起来 进行 开展 等等 左右 以上 以下 以内 这个 那个 这些 各类 各种 一家 一个 一批 一项 一些 一座 一名 一处 一条
    一所 多个 多家 方面 情况 水平 数量 总数 规模 总量 总额 总规模 金额 人数 家数 明显 大幅 显著 进一步 不断 积极 大力 正式 顺利 成功 圆满 努力 相关 有关 出现
    形成 成为 属于 位于 包括 据 显示 报告 提到 指出 披露 政府 区里 当地 这里 我区 全区 本区 区内 辖区 辖区内 境内 大约 大概 约 为 约为 约合 合 折合 相当于
    超过 不到 不足 不少于 不低于 不超过 至少 最多 高达 仅 已有 现有 拥有 建有 设有 有着 还有 也有 享受 继续 需要 帮助 今年 去年 明年 年度 比上年 较上年 同比
    上年 比去年 较去年 一年 里面 上面 当中 之中 之后 之前 期间 以来 起来 出来 下来 进来 过来 好了 完了 到位 地区 地方 人员 名单 工作 内容 时候 时间 问题 的话
    就是 还是 都是 也是 而且 并且 以及 或者 不仅 此外 另外 同期 一年来 过去一年 本年 本年度 年初 年末 将会 将要 还将 也将 均 各 每 全部完成 所有的 分别 又 拟
    将 要 会 能 可 已 曾 也 都 就 才 还 再 并 且 而 但 由 被 把 给 让 使 对 向 从 到 于 在 是 有 和 与 及 或 的 地 得 了 着 过 上 下 中 里 内
    外 后 前 等 类 个 位 家 名 件 项 次 处 所 新 其 该 此 本 这 那 之 以 至 达 共 总 做 搞 弄 用 拿 办 想 去 来 出 成 起 好 完 开 数 额 量 值
    率 者 年 月 日 时 期 间 份 初 底 末 种 批 条 座 场 部 段 元 多 余 近 比 较 占 计 落 一 只 全 整 更 很 最终 最后 进 发 收 放 建 吧 呢 啊 嘛
    们 我 你 您 他 她 它 咱 自 某 后续 每年 每个 之多 连续 据此 仍 仍然 依然 始终 一直 正在 正 处于 阶段 力度 做到 迎来 得到 获得 这一 那一 该区 本地区
    我们 大家 人们 不少 许多 很多 并将 并已 也已 均已 都已 就已 还要 也要 主要 主要预期 具体 整体 总体 全面 深入 扎实 稳步 有序 有效 切实 着力 全力 持续 真正
    实际上 事实上 其实 方才 终于 当前 眼下 年来 来年 上一年 上年度 与此同时 特别 尤其 十分 非常 相当 比较 家企业 今后 下一步 接下来 未来 本次 该项 各项 这项
    一系列 全市范围 名为 称为 叫做 所谓 即 也就是 叫 称 名叫
""".split()
LIGHT = re.compile("|".join(sorted(_LIGHT, key=len, reverse=True)))
"""Words that need no evidence: of grammar, of hedging, of doing in general."""
LIGHT_WORD = re.compile(
    "|".join(sorted((word for word in _LIGHT if len(word) > 1), key=len, reverse=True))
)
"""The longer ones, which are no part of another word."""

# What raises a claim above the words it shares with the report.
CAUSE = re.compile(
    r"因为|由于|得益于|归功于|原因|之所以|多亏|靠的是|导致|以致|主要是(?:看中|因)|是因|所以|旨在|为了"
)
UNIVERSAL = re.compile(
    r"所有|一律|全都|全部|每一|无一|百分百|最|大头|大多|多数|普遍|大部分|唯一|首"
)
ALL_OF = re.compile(r"全覆盖|全部|全都|所有|100%|均|各|最|首|第一|第1|唯一|率先|全面")
VOICE = re.compile(
    r"(?:认为|觉得|表示|坦言|评价|批评|质疑|抱怨|承认|透露|说|称|担心|希望|呼吁|感到|反映)(?!明|法|为)"
)
RATES = tuple(
    re.compile(words)
    for words in (
        "每天|每日|日均",
        "每周|周均",
        "每月|月均|月平均",
        "每年|年均",
        "每人|人均",
        "每户|户均",
    )
)
"""By what a figure is counted; 每天 is not 每月."""
IN_ALL = re.compile(r"合计|加起来|合起来|总共|一共|共计")

# Whether something is done, planned, or not yet done.
NOT_YET = re.compile(
    r"尚未|还没有?|还未|仍未|至今未|迟迟未|(?<![人英])才(?=[能会可将开建要完投亮启实竣通落])"
)
PLANNED = re.compile(
    r"计划(?!执行|草案|完成)|打算|准备(?!金)|预计|力争|有望|即将|拟(?!建|议)|将(?!军|近|来|领|士)|安排在"
    r"|目标(?:是|为|定|要|增|不|值|设)|要(?=[新建换达扩完做打推把在到实开增引])(?!求)|到时|届时|未来|会在|预期"
)
DONE = re.compile(
    r"已(?!有计划)(?!知)|曾|(?<=[\u4e00-\u9fff])了(?!解|却|结)|成功|圆满|顺利|如期|目前有|现有|如今有"
)
_STAGES = (
    (1, "谋划 策划 编制 前期 报审 储备 论证 筹备 筹划 征集 洽谈 意向"),
    (2, "开工 启动 动工 破土 开建 签约"),
    (3, "推进 推动 加快 加速 在建 施工 建设中 抓紧 正在"),
    (
        4,
        "建成 竣工 完工 封顶 完成 通车 落成 亮相 开街 举办 成立 设立 落地 上线 获批 获评 认定 入选 通过"
        " 引进 召开 组建 新建 挂牌 揭牌 发布 建好 盖好 修好 新增 出让 发放 更新 打造 盘活 成功 新招引"
        " 改造为 升级为 摘帽",
    ),
    (5, "投用 启用 运营 开业 开放 投入使用 开通 营业 投产 使用"),
)
STAGE = tuple((number, re.compile(any_of(words.split()))) for number, words in _STAGES)
"""How far a work has come: thought of, begun, under way, done, in use."""
FINISHED = re.compile(r"建成|竣工|完工|封顶|通车|落成|开业|投用|启用|投产|交付|运营|开街|完成|结束")

# Whether a figure is a whole or what was added to it.
ADDED = re.compile(r"新增|净增|增加了?|多出|多了|增长了?|增量|新添")
NEWNESS = re.compile(r"新|增|扩|添|多了|引进|引入|引来|落地|招引|认定|发展")
NEW_ONES = re.compile(r"新[设增建开招引认签获改添]")
CHANGE = re.compile(r"增|升|涨|提高|扩|降|减|跌|回落|下滑|多|少|新|翻|缩|添")
CHANGES_BY = re.compile(r"(增加|新增|提高|减少|下降|降低|上升|增长|净增|下调|上调)了?约?$")
CHANGING = re.compile(r"(?:升|涨|增|提高|上升|增加|增长|降|减|下降|减少|回落|降低|跌)[到至了为]*")
WHOLE = re.compile(r"总人数|总数|总量|总额|总规模|存量|现有|已有|共有|累计|总计|总")

# What a negation denies or leaves open, and the levels of government.
KEPT_ON = re.compile(r"继续|仍然|仍|依然|照常|还|照样")
FALLS_SHORT = re.compile(r"低于|不及|少于|未达|不到|不足")
LEVEL = re.compile(r"国家级|省部级|省级|市级|区级|县级|街级|街道级|镇级|村级|世界级|国际级")
