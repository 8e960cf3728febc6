"""Places: does a question name a place other than the report's own?

The report's place is stated as a chain of administrative names (天津市河北区). Its last link, and
words such as 我区, are home; the links above it are superior places, whose figures a district's
report gives only where it says so (全市); any other administrative name is elsewhere.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

_LINK = re.compile(
    r".{1,7}?(?:自治区|自治州|自治县|新区|省|市|区|县|(?:州|盟|旗)(?!.{0,3}[市区县]))"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:自治区|新区|省|市|区|县)")
# Words for the report's own place, by the level of its name.
_HOME = {
    "区": ("我区", "全区", "本区", "咱们区", "咱区", "我们区", "区里"),
    "市": ("我市", "全市", "本市", "咱们市", "咱市", "我们市", "市里"),
    "省": ("我省", "全省", "本省", "咱们省", "咱省", "我们省", "省里"),
    "县": ("我县", "全县", "本县", "咱们县", "咱县", "我们县", "县里"),
}
_HERE = ("咱们这儿?", "我们这儿?", "这里", "当地", "本地")
LEVELS = ("全国", "全省", "全市")
# Province-level names are said without their suffix; the list is the 34 of the constitution's order.
_PROVINCES = """
    北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东
    河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏
    宁夏 新疆 香港 澳门
""".split()
_NO_PLACE = re.compile(
    r"(小|社|园|城|片|地|景|街|校|山|厂|库|灾|辖|市|郊|特|专|战|误|禁|盲|时|保税|开发|商务|综保|示范|集聚|试验|各|哪个?|几个?|六|多)区$|^(新|老)区$"
    r"|(城|超|门|夜|菜|股|楼|房|上|都|集|早|我|本|各|在)市$|(我|本|各|在)(省|县)$"
)


@dataclass(frozen=True, slots=True)
class Homeland:
    """The report's place as names: `own` mean the report's place, `above` what it lies in."""

    own: tuple[str, ...]
    above: tuple[str, ...]
    level: str = ""


def read_homeland(place: str) -> Homeland:
    """Return the names of a report's `place`, e.g. 天津市河北区."""
    links = _LINK.findall(place) or ([place] if place else [])
    own = {place, *(links[-1:])}
    own |= {_bare(name) for name in own if len(_bare(name)) > 1}
    above = {name for link in links[:-1] for name in (link, _bare(link)) if len(name) > 1}
    level = place[-1:] if place[-1:] in _HOME else ""
    return Homeland(_longest_first(own - {""}), _longest_first(above), level)


def without_home(text: str, home: Homeland) -> str:
    """Return `text` without the names of the report's own place, and without words for here."""
    text = re.sub("|".join(_HERE), " ", text)
    for name in (*home.own, *_HOME.get(home.level, ())):
        # 河北区 may be said 河北, but 河北省 is another place and 河北学校 a name.
        alone = "" if name.endswith(tuple(_HOME)) else r"(?=[的有今去明前\d\s，,]|$)"
        text = re.sub(re.escape(name) + alone, " ", text)
    return text


def places_elsewhere(question: str, home: Homeland, words: list[str]) -> tuple[str, ...]:
    """Return the places in `question` that are not the report's own: 南开区, 河北省, 北京, 天津市.

    `words` are the question's words as segmented; a name must be a word or a run of words, so that
    no place is read across words (老小区 is none).
    """
    found = []
    rest = without_home(question, home)
    for word in _candidates(words):
        if word not in rest or word in home.own or _NO_PLACE.search(word):
            continue
        if word in LEVELS or word in _PROVINCES or (len(word) > 2 and _NAME.fullmatch(word)):
            found.append(word)
    return tuple(dict.fromkeys(found))


def _candidates(words: list[str]) -> list[str]:
    pairs = [a + b for a, b in pairwise(words) if b in ("区", "市", "省", "县")]
    return words + pairs


def _bare(name: str) -> str:
    return re.sub(r"(自治区|自治州|自治县|新区|省|市|区|县|州|盟|旗)$", "", name)


def _longest_first(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=len, reverse=True))
