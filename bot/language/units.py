"""Units and measure words of Chinese reports, and what it takes to compare two quantities.

`UNITS` is a regular expression, longest first; a measure word that also begins an ordinary word
(项 in 项目, 家 in 家庭) carries a look-ahead, so 117项目 stays a name.
"""

SCALES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7,
          "亿": 1e8, "十亿": 1e9, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12}  # fmt: skip

_MEASURED = """
    个百分点 百分点 % ‰ 微克/立方米 毫克/升 元/平方米 元/吨 元/月 元/人
    万吨标准煤 吨标准煤 载重吨 标准箱 标箱 平方公里 平方千米 平方米 立方米 公里 千米
    海里 公顷 公斤 千克 千瓦时 千瓦 兆瓦 吉瓦 美元 欧元 港元 元 吨 米 亩 斤 倍
    成 人次 户次 车次 架次 班次 场次 件次 台次 款次 床位 小时 分钟 个月 岁
    PFlops 克/千克 微克 毫克/立方米 厘米 毫米 克 千伏 重量箱 公里/小时 元/千瓦时 标台 亩次 艘次 列次 学时 课时 车位 泊位
""".split()
_COUNTED = {
    "个": "", "人": "民|均|才|工|口|事|大|社|员", "户": "籍|外|口", "家": "庭|长|电|具|政|园",
    "名": "校|师|录|单|牌|城|镇", "位": "居|于|列|置|次", "条": "例|件", "部": "门|分|长|级|署|委|队",
    "项": "目", "件": "", "次": "序|数|要", "场": "所|景|地|馆|次", "座": "谈|位", "所": "有|属|在|需",
    "处": "理|置|罚|于", "批": "次|复|准|发|示", "套": "餐|路", "张": "", "台": "阶|湾|账|风", "辆": "", "艘": "",
    "架": "构|设|次", "列": "入|为", "笔": "", "栋": "", "幢": "", "间": "隔|接", "间房": "", "支": "持|付|撑|出|线|部",
    "只": "", "本": "级|市|区|地|科|次|年", "册": "", "篇": "", "份": "额", "例": "如|外", "股": "权|份", "株": "", "棵": "",
    "口": "袋|岸|碑", "盏": "", "台套": "", "宗": "旨", "起": "步|来|到|草|点|诉", "类": "型|别|似", "款": "", "对": "接|标|于|外|口",
    "片": "区", "层": "面|级|次", "级": "", "站": "点|位", "村": "民|庄|镇", "镇": "街", "街": "道|区|镇", "强": "化|调|国|省|市|县|区|企",
    "年": "级|度|版|均|内|底|初|末|会|货|来|一贯|制", "天": "津|空|然|府", "周": "年|边|转|岁", "班": "子|车|组", "床": "位", "步": "", "期": "间|望|刊|货|限|末|内",
    "路": "网|段|灯|面|口", "桩": "", "团": "队|体|结|员", "组": "织|建|成", "轮": "换|候", "季": "度", "枚": "", "颗": "", "项次": "", "门": "户|店|诊|类|槛",
    "副": "", "段": "", "栏": "", "度": "假|夏", "头": "部|条|雁|号|等", "种": "植|子|类|养|业|粮|田|苗|源|群|质", "羽": "毛", "桶": "", "瓶": "", "家次": "",
    "金": "融|属|色|牌|额|山|秋", "银": "行|发|龄", "铜": "", "平米": "", "区县": "", "省份": "", "国家": "", "城市": "", "元人民币": "",
}  # fmt: skip


def _alternatives() -> str:
    words = [(word, "") for word in _MEASURED] + list(_COUNTED.items())
    words.sort(key=lambda item: len(item[0]), reverse=True)
    return "|".join(word.lower() + (f"(?!{after})" if after else "") for word, after in words)


UNITS = _alternatives()
# Measure words after which a Chinese numeral is a count (四批); after others it is mostly a word.
CHINESE_COUNTERS = frozenset(
    """
    个 人 名 位 户 家 条 项 件 次 场 座 所 处 批 套 台 辆 栋 级 层 倍 成
    人次 种 年 天 元 美元 吨 亩 公里 平方米 类 部 起 支 个月 个百分点 小时 岁 间
""".split()
)

_BASE = {"千米": ("米", 1e3), "公里": ("米", 1e3), "公斤": ("克", 1e3), "千克": ("克", 1e3), "斤": ("克", 5e2),
         "公顷": ("平方米", 1e4), "平方公里": ("平方米", 1e6), "平方千米": ("平方米", 1e6), "亩": ("平方米", 2000 / 3),
         "吨": ("克", 1e6), "百分点": ("个百分点", 1.0), "成": ("%", 10.0), "元人民币": ("元", 1.0),
         "标准箱": ("标箱", 1.0), "标箱": ("标箱", 1.0), "兆瓦": ("千瓦", 1e3), "吉瓦": ("千瓦", 1e6), "平米": ("平方米", 1.0), "万吨标准煤": ("吨标准煤", 1e4), "次": ("次", 1.0), "‰": ("%", 0.1)}  # fmt: skip
# People and things are counted with words that differ by taste, not by meaning.
_SAME_COUNTER = {"名": "人", "位": "人", "人": "人", "座": "个", "处": "个", "个": "个", "家": "家", "所": "个", "项": "个", "件": "件",
                 "条": "个", "台": "部", "部": "部", "辆": "部", "栋": "个", "幢": "个"}  # fmt: skip


_WORDS = frozenset(_MEASURED) | frozenset(_COUNTED)


def base_unit(unit: str) -> tuple[float, str]:
    """Return factor and base unit: 亿元 → (1e8, 元), 公里 → (1000, 米), % → (1, %), 部 → (1, 部).

    Two quantities may be compared only where their base units are equal; 5% and 5个百分点 are not.
    """
    scale, rest = _split(unit)
    base, factor = _BASE.get(rest, (_SAME_COUNTER.get(rest, rest), 1.0))
    return SCALES.get(scale, 1.0) * factor, base


def _split(unit: str) -> tuple[str, str]:
    """Split 万公里 into 万 and 公里; 千瓦 and 百分点 are words of their own, a bare 亿 is all scale."""
    for scale in sorted(SCALES, key=len, reverse=True):
        rest = unit[len(scale) :]
        if unit.startswith(scale) and (not rest or rest in _WORDS) and unit not in _WORDS:
            return scale, rest
    return "", unit


_MEASURES = {"元": "money", "美元": "dollars", "欧元": "euros", "港元": "hk-dollars", "%": "share",
             "个百分点": "points", "平方米": "area", "立方米": "volume", "米": "length", "海里": "length",
             "克": "weight", "载重吨": "weight", "吨标准煤": "weight", "": "", "位次": "rank", "年": "time", "个月": "time", "天": "time", "小时": "time",
             "岁": "age", "块": "money", "平米": "area"}  # fmt: skip


def dimension(unit: str) -> str:
    """Return what a unit measures: money, share, area, length…; "count" for all that is counted.

    A bare 亿 may count or measure anything: the empty string.
    """
    return _MEASURES.get(base_unit(unit)[1], "count")
