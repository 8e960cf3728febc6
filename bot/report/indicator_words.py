"""The words of indicators: what is stripped from around a number, and what must stay.

Regular expressions over the report's own words, from general knowledge of official prose, and the
normal form of an indicator that matches it over the years.
"""

import re

from bot.language.text import folded
from bot.language.verbs import DOES, INTENDS, any_of

_MORE = """
    入驻 创办 建有 拥有 通过 评为 评选 认证 招商 招引 引育 孵化 选树 命名 授牌 纳入 涵盖 涉及 包括 整修 疏浚 清淤 贯通 建好 修好 抓实
    谋划实施 盘活利用 消纳 收购 粮食收购 投保 参保 落户 分流 安置 搬迁 迁移 退出 压降 化解 偿还 归还 减征 免征 缓缴 退税 减税 降费
    增设 增加 改扩 延伸 延长 缩短 提请审议 审议 印发 召开 组建 举行 开设 开办 建起 种下 打通 疏通 释放 拿出 调动 下达 统筹 撬动
    募集 融资 授信 投资 注册 登记 备案 审核 审批 核准 核定 巡查 检查 排查 抽检 检测 监测 调查 走访 慰问 服务 接诉 答复 处罚 立案
    新建改建 新建续建 更新改造 提升改造 改造提升 建设改造 建成投用 建成启用 发出 开出 推荐 遴选 选聘 补充 补助 补贴 提供 供给 生产
    销售 出口 进口 吸纳 容纳 满足 解救 挽回 追缴 抓获 新辟 优化 调整 取得 斩获 夺得 摘得 赢得 获 达成 形成 保持 维持 覆盖 受益 惠及
    攻克 突破 转化 参与 参加 派出 援建 建造 制造 研发 研制 开发 推 建 修 增 减 迎来 吸引 留住 汇聚 聚集 集中 集聚 带动 辐射 联系 联动 链接
    推动 促进 帮助 支持 指导 引导 鼓励 组织 动员 发动 协调 确定 明确 规划 设计 编制 起草 制定修订 梳理 清理规范 精简 下放 取消 减少 承接
    解决 保障 确保 启动实施 抓好 做优 做实 做细 做强做优 搬离 淘汰 出清 出栏 存栏 播种 收获 打击 查处 侦办 破获 化解 创成 创出 创下 成功创建 上市
    确认 修改 废止 宣布 重组 组建 筛选 治理 严守 加固 重建 使用 运用 利用 守住 削减 落实好 发挥好 实施好 组织好 利用好 亮相 挂牌 降低 减轻 节约 节省 谋划储备 新打造 新创建 新培育 新增设 新组建 新建成 新改扩建 新改造 新落地 新成立 新发展 新引育 新选派 新认证 设 办 育 引 签 派
""".split()
ADVERBS = """
    高质量 高标准 高水平 高品质 高效率 高效 扎实 有序 有效 稳步 积极 大力 全力 加快 持续 深入 全面 进一步 动态 成功 圆满 顺利 率先 加速
    切实 坚决 着力 强力 统一 主动 精准 科学 合理 滚动 系统 重点 分批 首次 再 又 将 要 继续 接续 努力 抓紧 稳妥 常态化 联合 合力 协同 超额 提前 基本
    全部 均 都 共同 严格 聚力 集中力量 奋力 依法 依规 直接 先后 陆续 抢抓 深化 不断 及时 有力 累计
""".split()
_NOT_NOUN = r"(?!率|额|量|型|性|者|商(?!业|圈|务|贸|户)|费(?!用)|链(?!接)|业(?!务|态)|区(?!级|域|街|内|属)|品(?!牌|质)|力(?!度)|用地|人员|规模|基金|标准|水平|能力|面积|中心(?!城)|面(?!向)|价|税(?!收)|款)"
# Verbs that as often name a thing (研发投入, 进口总额): they end an act, but don't open one.
_NOMINAL = set(
    """
    研发 研制 设计 规划 监测 检测 生产 销售 出口 进口 投资 融资 登记 注册 补贴 补助 授信 服务 供应 供给 治理 绿化 培训 审批 审议 投保
    参保 退税 减税 保障 收购 处罚 联系 受益 粮食收购 减免 投入 开放 建设 改造 更新 稳定 播种 收获 出栏 存栏 发展 检查 招商 建造 制造
    加固 重建 削减 利用 使用 降低 减轻 节约 节省 严守 加固 重建 使用 运用 利用 守住 削减 落实好 发挥好 实施好 组织好 利用好 亮相 挂牌 投产 竣工 减少 增加 取得 调解 支撑 转移 转化 招聘 招录 维修 采购 种植 养护 整治 备案 开发 救助 帮扶 覆盖 抽检 巡查 签约 升级 提升 招收
    """.split()
)
_ALL = [*DOES, *INTENDS, *(word for word in _MORE if len(word) > 1)]
VERB = any_of([word for word in _ALL if word not in _NOMINAL and word not in ADVERBS])
ANY = any_of([word for word in _ALL if word not in ADVERBS])
SHORT = "(?:建|修|增|减|获|设|办|引|签|派|育|推|购|种|植|产|出)"
_ADVERB = "|".join(sorted(ADVERBS, key=len, reverse=True))
_NEWLY = f"新|{_ADVERB}"
# A verb, or an adverb before one: where the doing begins.
DOING = f"{_ADVERB}|融入|{ANY}"
STARTS_VERB = re.compile(rf"(?:{_NEWLY}){{0,3}}(?:{VERB}){_NOT_NOUN}")
VERB_RUN = re.compile(
    rf"(?:(?:{_NEWLY}){{0,3}}(?:(?:{VERB}){_NOT_NOUN}|新{SHORT}(?=[\u4e00-\u9fff]{{2}}))(?:(?:{ANY}){_NOT_NOUN})?(?:了|好(?![房转坏于])|和|并|、(?={ANY}))?)+"
)
ENDS_VERB = re.compile(
    rf"(?:{ANY}|(?<![\u4e00-\u9fff]){SHORT}|新{SHORT}|共{SHORT}|已{SHORT})(?:了|出|好|完|起|成|有)?$"
)
ANY_VERB = re.compile(rf"(?:{VERB}){_NOT_NOUN}")

# What may stand before an indicator and is no part of it.
LEAD = re.compile(
    r"^(?:[\s，,、;；。“”]*(?:——|--|(?:去|今|上|前)年(?:年)?(?:底|末|初)|并且?(?!购|网|联)|且|其中|同时|此外|另外|还|也|又|已经?|共(?=[\u4e00-\u9fff])(?!同|建|享|青|管|产|治)|共计|合计|总计|"
    r"累计|全年|当年|今年(?:以来)?|去年|明年|本年|年内|年度|同期|(?:截至|截止|到|至|自|从)?(?:20\d\d|去|今|上|当|同)?年(?:年)?(?:底|末|初|前|上半年|下半年)|"
    r"(?:到|至|从|自|截至)?20\d\d年(?:\d+月)?(?:以来|起|前)?|去年末|上年末|今年末|是在|年末|年初|年底|预计|力争|努力|确保|将(?=[\u4e00-\u9fff]{2})(?!军|来)|把(?=[\u4e00-\u9fff]{2})(?!关|握)|使(?=[\u4e00-\u9fff]{2})|让|"
    r"[一二三四五六七八九十]+是|(?:五|三|两)年来?|近[一二三四五六七八九十\d]+年|(?:全|我)(?:市|区|县|省|州|旗)(?=[\u4e00-\u9fff]{2})(?!排|第|唯一|首)|"
    r"“?十[一二三四五六七八九]五”?(?:时期|期间|末|末期|以来)|过去[一二三四五六七八九十\d]+年|[一二三四五六七八九十\d]+年间?(?=[\u4e00-\u9fff])(?!级|期)|"
    rf"(?:再|又|将|要)(?={ANY}|为|对)|(?:高质量|高标准|高水平|高品质)(?={ANY}|高)(?!高质量发展)|(?:{_ADVERB})(?={VERB}|{_ADVERB})|(?:与|同|和|比|较)(?:20\d\d|上|去|前)年相比[，,]?|(?:按|经)[^，,]{{2,10}}[，,]))+"
)
# Verbs of reaching at the head say nothing where the noun they reach stands beside the number.
REACH = re.compile(
    r"^(?:推动|促进|力争|努力|确保|保持|超额|全面|圆满|如期|提前|顺利)*(?:实现|完成|达到|确保|力争|争取实现)(?:了|全年|年度)?(?=[\u4e00-\u9fff“]{2})(?!率|额|度|任务)"
)
CAUSES = re.compile(
    rf"^(?:(?:{_ADVERB}){{0,3}}(?:推动|带动|拉动|促进|实现|完成|力争|确保|保持|支撑|助推|促使|撬动)(?:了|着)?){{1,4}}(?=[\u4e00-\u9fff“]{{2}})"
)
TRAIL = re.compile(
    r"(?:累计|已经?|共计?|约|总计|合计|分别|再|又|完成|实现(?:了)?|达到?(?:了)?|(?<!成)为(?:了)?|是|保持在?|稳定(?:在)?|控制在?|维持在?|增至|降至|升至|(?:降|升|增|减|涨|跌)到|增加(?:到|至)|"
    r"(?:提高|提升|下降|扩大|上升|调整|扩展|减少|缩短|压减|压缩|降低|增长|上调|跃升|回落|恢复|发展|拓展|扩增|缩减|攀升)(?:到|至)|(?<!得)(?<!收)(?<!签)到|至|超过?|突破|接近|"
    r"不低于|不少于|不超过|了|平均|一直|始终|长期|持续|全年|年内|至少|(?<![年平人户月日亩])均|各|都|全部|预计|力争|仅|就|将|要|可|的|在|每年|(?<!拥)(?<!国)(?<!所)(?<!享)有(?:了)?|拥有|由|从|自|每|争取|努力|确保|上?限为|最多|最高|最低|拟按|拟|继续|基本|大体|大致|高达|多达|要|将|跨越|迈上|迈过|站上|大关|新增至|以|[，,、：:\s])++$"
)
GROWTH = r"(?:增长|增加|提高|提升|上升|上涨|下降|减少|降低|回落|下滑|收窄|扩大|压减|缩短|缩减|压缩|多增|少增|(?<!新)增|降|高于|低于|高出|超过|快于|领先|超出|上浮|下浮|上调|下调|改善|降幅|涨|跌|减|提速|翻)"
_HOW = (
    "(?:同口径|可比口径|按可比价格?|扣除[^，,]{2,8}因素|同比|环比|年均|平均|实际|名义|累计|总体|整体|"
    "预计|预期|再|又|将|各|逆势|两年平均|分别|均|要|力争)"
)
GREW = re.compile(
    rf"^(?P<head>.*?)(?P<how>{_HOW}{{0,4}}(?:(?:比|较|与)[^，,、]{{1,12}}?)?{_HOW}{{0,3}}"
    rf"(?:{GROWTH}|(?<=[算年期平额值])[高低多少])(?:了|约|超|近|(?:全国|全省|全市|全区|地区)[^，,]{{0,8}})?)$"
)
SHARE = re.compile(
    r"^(?P<head>.*?)(?P<share>占(?!地|用|领)(?:到|据|全|规|总|我|地|[\u4e00-\u9fffA-Z]).*|占)$"
)
RANKED = re.compile(
    r"^(?P<head>.*?)(?P<how>(?:继续|稳定?|分别|均|并|连续\d+年|总体){0,3}(?:(?:排名|位居|位列|排在|排|位于|居于?|列|跻身|进入|跃居|跃升|跃|上升|提升|升|前移|进位|名列|保持|稳居|入围|入选|是|成为|达)(?:至|到|在)?){1,4})"
    r"(?P<where>[^，,]*)$"
)
PLACE = re.compile(
    r"(?P<where>(?:全国|全省|全市|全区|全县|全球|世界|亚洲|东北|西北|西南|华北|中西?部|东部|西部|我国|我省|省内|市内|同类|副省级|计划单列|国家级)[^，,]{0,10})$"
)
DONE_OF = re.compile(
    r"^(?P<head>.*?)(?P<how>(?:超额)?完成(?:了)?(?:全年|年度|年初|预期|市|省|区|下达|计划|[^，,]{0,8})(?:任务|目标|计划|预算)(?:数|量)?)的?$"
)
# Words that presuppose of what: they take the subject of what stands before them.
_OF = (
    "总产能|年?产能|产销量|总投资额?|计划总?投资|完成投资|投资额|总投资额|总量|总额|总数|总值|规模|总规模|增速|增幅|涨幅|降幅|金额|总金额|面积|总面积|建筑面积|占比|比重|比例|数量|人数|总人数|总里程|里程|余额|存量|增量|"
    "受益[\u4e00-\u9fff]{2}|惠及[\u4e00-\u9fff]{2}|合同额|成交额|交易额|销售额|营业额|营收|产值|年产值|总产值|产量|总产量|单产|均价|到位资金|到位率|数|涉及资金|涉及金额|满意度|签约额|协议投资额?|协议金额|贡献率|有效期|税收|客流量|(?:货币)?价值|(?:养护|建筑|占地|改造)面积|(?:入驻|在园|从业|参展|参会|参与|签约|落户|覆盖|注册)(?:企业|人员|人数|群众|商户|项目|机构|人次|总数)|服务(?:群众|人次|企业|人数)"
)
OF_SOMETHING = re.compile(rf"^(?:(?:年|月|日|户|人|亩)均)?(?:{_OF})$|^[\u4e00-\u9fff]{{2,3}}率$")
ITSELF = re.compile(
    r"失业率|城镇化率|出生率|死亡率|赤字率|税率|利率|汇率|杠杆率|入学率|入园率|自给率|森林覆盖率|保有率|绿化率|绿地率|通胀率|机械化率|"
    r"化率$|恩格尔|发病率|患病率|死亡率|巩固率|普及率|负债率|不良率|良种率|自来水|断面"
)
GENERIC = re.compile(
    r"^(?:各类|各种|相关|重点|特色|系列|主题|专场|大型|群众){0,3}(?:群众体育|文体|文化|特色|主题|宣传)?(?:企业|项目|活动|资金支持|资金|机构|单位|地区|产业|领域|产品|人员|方面|地|县|市|国家|城市|街道|工程|平台|个|措施|政策|工作|任务|方向|国|省份|场馆|人才|品牌|行业|片区|点位|基地|景区|奖项)$"
)
VAGUE = re.compile(
    rf"^(?:同比|环比|分别|比上年|较上年|年均|平均|累计|实际|预计|均|再|其中){{0,4}}(?:转为)?(?:{GROWTH}|平均每[天年月]新增|日均新增|各地|各|前|相当于[^，]*|现在|全国|我国|达到|完成|实现|总额|总量|保持|超过|新增|增速|增幅|占|占比|排名|)$"
)
_ASPECT = re.compile(
    r"同比|环比|按可比价格?|可比口径|同口径|(?:比|较)(?:上年|去年|20\d\d年)|年均|实际(?=增长)|名义|累计|分别|的(?!士)|了|(?:全年|年度)(?!.{0,4}任务)|[、“”\"'‘’（）()《》]|总体|预期(?!寿命)|各类"
)
_TAIL = re.compile(r"(?:(?<!度)(?<!年)(?<!达)任务|工作)$")
# 更新社区健身园 loses its verb, 改造面积 and 建设用地 don't.
_ACTS = re.compile(
    r"^(?:建设|改造|更新|整治|维修|养护|提升|培训|帮扶|救助|发展|转移|招收|改造提升|更新改造|提升改造|实施)"
    r"(?=[\u4e00-\u9fff“a-zA-Z]{3})(?!用地|[\u4e00-\u9fff]?面积|总|规模|资金|任务|项目|人次|人数|数|里程|工程|工作|投资|企业|标准|水平|完成|成本)"
)
_FEWEST = 2  # characters of a normal form; 新增 alone distinguishes a flow from a level


def tidy(words: str) -> str:
    """Drop white space and the marks at both ends, keeping quotes in pairs."""
    words = re.sub(r"[\s\u200b\ufeff]+", "", words).strip("，,;；。、：:·-—！!？? ")
    for left, right in (("“", "”"), ("(", ")"), ("（", "）"), ("《", "》"), ("‘", "’")):
        if words.count(left) != words.count(right):
            words = words.strip(left + right)
    return words


def strip_lead(words: str) -> str:
    """Drop what stands before an indicator: connectives, times, adverbs before a verb."""
    return LEAD.sub("", tidy(words))


def noun_of(words: str) -> str:
    """Return `words` without the verbs at its head: 持续盘活旺海国际A座 → 旺海国际A座."""
    bare = strip_lead(words)
    run = VERB_RUN.match(bare)
    rest = bare[run.end() :] if run else bare
    return rest if len(rest) >= _FEWEST else bare


def normalise(indicator: str) -> str:
    """Return the normal form of an indicator: folded, without verbs, aspect and place words."""
    form = _ASPECT.sub("", strip_lead(indicator))
    run = VERB_RUN.match(form)
    if run and len(form) - run.end() >= (_FEWEST + 1 if "新增" in run.group() else _FEWEST):
        form = form[run.end() :]
    form = _ACTS.sub("", form)
    form = _TAIL.sub("", form) or form
    return folded(form) or folded(indicator)
