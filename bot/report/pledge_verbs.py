"""Pledge verbs: the words with which a plan's clause says that the government will do something.

In: a clause. Out: whether it acts: it opens with a verb, or has one behind a subject of its own.
The lists are general knowledge of official prose; none was made for one report.
"""

import re

# What is brought about, begun or ended.
_MAKES = """
    完成 实现 达到 达成 新建 改建 扩建 续建 迁建 共建 建设 建成 建立 建好 建优 建强 建造 搭建 构建 组建 筹建 创建 开工 新增
    新开 新设 增设 引进 引入 引育 招引 落地 培育 培养 培训 培优 培强 孵化 打造 打响 打通 打破 打赢 打好 打击 打牢 举办 举行
    办好 办成 办实 承办 主办 召开 开展 组织 实施 执行 发放 发行 安排 盘活 更新 改造 改善 改进 改革 整治 整合 整修 整顿 整改
    治理 修复 修建 修订 维修 养护 认定 设立 设置 成立 办理 受理 化解 援助 兑现 拨付 投入 投放 投用 启用 投产 筹集 筹措 分配
    供应 提供 资助 救助 招收 招聘 选派 输送 转移 转化 转变 转向 转换 签订 商签 储备 开通 开放 开发 开辟 开拓 开行 开设 开启
    制定 制订 编制 出台 颁布 发布 清理 清除 清偿 取消 压减 压降 压缩 减免 减轻 减少 免除 停征 退还 返还 加装 安装 铺设 架设
    配备 配套 配置 采购 种植 绿化 交付 竣工 调解 调整 查处 侦破 关停 淘汰 拆除 腾退 收储 出让 处置 消化 消除 解决 答复 上线
    登记 归集 入库 启动 部署 布局 布设 攻克 攻坚 突破 掌握 研发 研制 开创 创造 创新 创作 排查 摸清 征集 评选 表彰 奖励 补助
    补偿 补充 偿还 追究 问责 审计 督查 列入 纳入 跻身 入选 争创 申报 申办 免征 缓缴 清退 重组 购买 收购 挂牌 揭牌 复制 试行
    试点 划转 移交 下放 赋予 授予 给予 评估 考核 监测 检查 巡察 公开 公布 缩短 缩减 精简 简化 合并 取缔 接受 听取 征求 采纳
    回应 防止 切断 遏制 纠正 纠治 惩治 惩处 禁止 限制 杜绝 阻断 延长 延续 延伸 连通 贯通 联通 疏通 疏解 疏导 参加 参与 融入
    承接 对接 衔接 承载 挖掘 深挖 深耕 梳理 谱写 书写 绘就 筛选 认证 转型 回收 利用 运用 使用 动用 应用 普及 关爱 关心 安置
    慰问 反哺 抢占 抢抓 抓住 树立 恢复 生产 运营 种好 管好 管住 带好 带头 扛起 扛牢 担当 履行 践行 恪守 遵守 服从 尊重 捍卫
    反对 抵制 庆祝 迎接 做到 走好 走出 迈出 讲好 唱响 叫响 用活 创设 绘制 铲除 导入 形成 获得 创优 配建 植树 端牢 学好 办结
    供给 凝练 扶优 调动 应对 划足 划实 避免 便利 实行 绷紧 站稳 解放 摆脱 出清 管控 补上 遴选 拓围 落户 处理 承诺 担负 减持
    分享 端好 满足 重构 明确 继承 下调 上调 调低 调高 结束 力戒 排出 砍掉 负起 采取 挤出 积累 简并 方便 恪尽 崇尚 尊崇 广聚
    赢得 来一场 重塑 厘清 剥离 摸排 画好 成就 建言 跑出 闯出 蹚出 亮出 立好 走深走实 算好 念好 过好 过紧日子 种足 收好 护好
    看好 管严 查清 拿出 啃下 拔除 斩断 根治 根除 放权 倾斜 托底 扩招 做加法 做减法 对冲 扣牢 秉持 多谋 多解
""".split()
# What is made more, better or firmer, or helped along. Single characters stand before their object.
_FURTHERS = """
    推动 推进 推广 推出 推行 推介 助推 助力 促进 促成 加强 加大 加快 加力 加密 加固 加速 强化 深化 优化 细化 量化 美化 亮化
    净化 活化 硬化 巩固 提高 提升 提振 提质 增强 增加 增进 增添 扩大 扩充 扩围 扩增 做强 做大 做优 做好 做实 做精 做细 做足
    做成 当好 拓展 拓宽 确保 保障 保持 保护 保证 保住 保留 力争 争取 争当 争先 争做 落实 落细 引导 引领 牵引 撬动 带动 拉动
    健全 完善 繁荣 壮大 发展 发挥 发扬 发动 防范 防控 防治 预防 维护 护航 统筹 激发 激活 激励 筑牢 守牢 守住 守好 守护 传承
    弘扬 释放 丰富 抓好 抓实 抓紧 抓细 抓牢 坚持 坚守 构筑 厚植 降低 控制 畅通 稳定 稳住 振兴 用好 用足 突出 凸显 彰显 鼓励
    倡导 营造 涵养 规范 监管 监督 贯彻 严控 严惩 严查 严打 严防 严守 严禁 严格 严肃 谋划 策划 规划 探索 研究 支持 支撑 帮助
    帮扶 扶持 服务 惠及 覆盖 吸引 积聚 集聚 聚集 集中 汇聚 凝聚 团结 协调 协同 协助 配合 指导 督促 督导 破除 破解 补齐 补足
    补强 弥补 充实 填补 夯实 织密 织牢 兜牢 兜住 兜底 擦亮 塑造 树牢 展示 展现 宣传 关注 放大 放宽 放开 放活 赋能 兼顾 平衡
    缓解 升级 扭转 铸牢 铸就 锻造 锤炼 下沉 养成 盯紧 紧盯 聚焦 聚力 瞄准 锚定 立足 围绕 把握 紧扣 依托 集成 集约 节约 交流
    合作 携手 联合 联动 推 抓 稳 促 扩 强 优 增 降 减 控 去 补 防 严 守 建 育 引 拆 改 办 给 讲 摒弃 倡树 勇挑 厉行
    回归 压实 攻关 提速 提效 增效 扩容 扩面 提标 扩能 开足 打掉 捐 让 防住 学习 讲求 牢记 不忘 努力 奋力 注重 重视 推升 压紧
    控住 转到
""".split()
_ADVERBS = """
    进一步 持续 继续 切实 大力 着力 全力 扎实 有效 有力 有序 高质量 高标准 高水平 高品质 高效 认真 坚决 坚定 坚定不移 坚定不移地
    毫不动摇 毫不松懈 始终 广泛 充分 更好 更加 尽快 尽早 及时 精心 精准 全面 深入 深度 不断 稳步 逐步 稳妥 稳慎 审慎 妥善 严密
    密切 紧密 牢固 牢牢 时刻 统一 一体 一体化 同步 共同 综合 率先 重点 优先 灵活 积极 主动 自觉 依法 依规 合理 科学 适时 适当
    适度 前瞻 整体 系统 分类 分级 分步 分批 按需 常态化 规范化 因地制宜 因城施策 多措并举 多渠道 多方式 多形式 千方百计 协同 联合
    坚守 努力 奋力 强力 抓紧 加快 加速 加力 加大力度 大力度 善于 勇于 敢于 务必 尽力 集中 再 还 并 且 均 共 全年 年度 年内
    今年 当年 力争 基本 巩固 探索 创新 引导 鼓励 支持 推动 推进 严格 严肃 滚动 动态 实质性 优质 公平 公正 平等 文明 大幅 明显
    显著 有针对性 针对性 针对性地 创造性 高起点 高规格 全方位 全链条 全过程 全域 全程 全覆盖 全区 全市 全县 全省 用心用情 真心实意
    下大气力 下大力气 下更大力气 下硬功夫 强有力 有组织 跨前 接续 提前 超前 从严 从快 必须 应当 应 须 不得 不准 严禁 决不 绝不
    不能 不再 坚决不 不 将 要 拟 计划 重在 力求 尽可能 尽量 合力 齐心 携手 联手 抢抓 靠前 定期 早日 统筹 全部 随机 直接 间接
    同时 更 更多 试点 首次 新一轮 鼓足干劲 真正 真抓实干 完整 准确 如期 按期 按时 足额 圆满
""".split()
# Words that begin like a verb and are something else.
_NO_VERB = """
    建筑 建制 建议 增量 增值税 增速 增幅 增长 优质 优秀 优势 优良 强国 强省 强市 强调 改革开放以来 服务业 服务贸易 防汛 防疫
    去年 稳健 办法 办事 引擎 严峻 严重 控股 守法 发展是 发展不 创新是 改革是 保障性 开放型 开放的 开局 给我 讲话 推进会 生产者
    生产总 运营商 使用外 研究生 补贴 降雨 抓手 促销 扩散 严寒 育龄 守则 优先发展是 减排
""".split()


def _either(words: list[str]) -> str:
    return "|".join(sorted(set(words), key=len, reverse=True))


VERB = f"(?!{_either(_NO_VERB)})(?:{_either([*_MAKES, *_FURTHERS])})"
_LONG_VERB = (
    f"(?!{_either(_NO_VERB)})(?:{_either([w for w in [*_MAKES, *_FURTHERS] if len(w) > 1])})"
)
ADVERB = _either(_ADVERBS)
# What may stand before a clause's verb: list marks, connectives, the government, a time.
_LEAD = re.compile(
    r"^(?:[\s“\"—-]|[一二三四五六七八九十]{1,3}是|首先|其次|再次|最后|一方面|另一方面|同时|此外|另外|并且?|而且"
    r"|还要?|又要?|也要?|既要|就?要|我们要?|我们将|政府要?|各级政府|各地区?|各部门|各方面|全[党国省市县区社会]{1,2}"
    r"|其中|新的一年|今年|年内|上半年|下半年|20\d\d年|[,，、])+"
)
_OPENS = re.compile(f"(?:{ADVERB}|地)*{VERB}")
_INSIDE = re.compile(
    rf"(?:要|必须|应当|应|须|将(?!来|军)|不得|严禁|不准|决不|绝不|不能|力争|确保|争取|努力)(?:{ADVERB})*{VERB}"
    rf"|(?:{ADVERB})+(?:地)?{_LONG_VERB}"
    rf"|[把将使].{{2,40}}(?:{_LONG_VERB}|成|为|到|在|给|出|进|入|于|上|稳|好|起来|下去|下来)"
    r"|(?:更加|更|显著|明显|稳步|大幅|持续)(?:提升|改善|优化|增强|提高|降低|下降|减少|好转|扩大|增长|加大)"
)
_ANYWHERE = re.compile(
    rf"{_LONG_VERB}|增长|下降|提升|提高|降低|达到|降至|增至|突破|超过|高于|低于|控制在|同步|全覆盖|迈出|封顶|负总责|各负其责"
)


def without_lead(clause: str) -> str:
    """Return the clause without list marks, connectives and the government as its subject."""
    return _LEAD.sub("", clause)


def opens_with_act(clause: str) -> bool:
    """Tell whether the clause, but for its lead and adverbs, begins with a verb of doing."""
    return bool(_OPENS.match(without_lead(clause)))


def acts_inside(clause: str) -> bool:
    """Tell whether a clause with a subject of its own (各地要…, 商圈持续…) says what is to be done."""
    return bool(_INSIDE.search(clause))


def has_verb(clause: str) -> bool:
    """Tell whether there is any verb of doing or of outcome in the clause, if only inside a noun."""
    return bool(_ANYWHERE.search(clause))
