"""Verbs of official prose: what governments do, as their reports open a clause or a title with it.

Two lists from general knowledge of such reports: `DOES` are acts that can be counted (新建, 发放),
`INTENDS` are verbs of intent (加强, 完善), whose figures tell little. No word serves one report.
"""

from collections.abc import Sequence

# Verbs that open a clause without a subject: it is the government that does it.
DOES = """
    完成 实现 新建 改建 扩建 续建 改扩建 新改扩建 建设 建成 建立 搭建 构建 组建 开工 推动 推进 推出 推广 引进 引入 招引 落地
    培育 打造 举办 开展 承办 组织 实施 发放 发行 安排 争取 盘活 更新 改造 整治 治理 修复 修建 维修 整修 养护 新增 新招引
    增加 新认定 认定 创建 设立 成立 办理 受理 化解 援助 兑现 拨付 投入 投放 筹集 筹措 分配 供应 提供 支持 帮助 帮扶 资助
    救助 培训 招收 招聘 选派 选聘 输送 转移 转化 服务 惠及 覆盖 接待 吸引 签约 签订 储备 谋划 布局 启用 投用 开通 开放
    新开通 新开 新设 新培育 新引进 新签约 新开工 制定 修订 出台 颁布 发布 清理 取消 压减 减免 升级 提升 优化 加装 安装
    铺设 配备 配置 采购 种植 营造 绿化 建造 交付 竣工 投产 整合 调解 查处 侦破 破获 整改 关停 淘汰 拆除 腾退 收储 出让
    处置 消化 消除 解决 答复 上线 获批 获评 入选 荣获 获得 颁发 带动 拉动 促成 促进 扩大 做强 做大 设置 布设 保障 救治 招录
    聚集 集聚 拓展 培养 处理 登记 归集 提请 拟发行 拟安排 入库 入围 达标 部署 启动 新改建 开行
""".split()
# Verbs of intent: they open titles, and clauses whose figures tell little.
INTENDS = """
    强化 深化 巩固 加强 确保 力争 落实 引导 健全 完善 繁荣 壮大 推行 加快 聚焦 发展 防范 维护 统筹 激发 筑牢 守牢 传承 弘扬
    释放 增强 丰富 抓好 做好 坚持 改善 调整 支撑 构筑 厚植 提高 畅通 稳定 守护 振兴 建强 用好 办好 打好 重塑 着力 紧盯 围绕
    突出 积极 大力 全力 扎实 深入 持续 进一步 有序 有效 切实 全面 稳步 高质量 高标准 高水平 一体 协同 主动 千方百计 因地制宜
""".split()


# Verbs that also begin a noun: 服务业, 保障性住房, 转移支付, 登记失业率.
_NOUN_OF = {
    "服务": "业|贸易|消费|外包|型|机器人|器",
    "保障": "性|房",
    "转移": "支付",
    "转化": "率",
    "登记": "失业",
    "覆盖": "率|面",
    "绿化": "率|覆盖",
    "开放": "型",
}


def any_of(words: Sequence[str]) -> str:
    """Return a regular expression for any of `words`, the longest first."""
    return "|".join(
        f"{word}(?!{_NOUN_OF[word]})" if word in _NOUN_OF else word
        for word in sorted(words, key=len, reverse=True)
    )
