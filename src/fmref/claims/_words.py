"""What turns a statement into something else, and what points from one clause to another, in the three languages.

The words for attributes stand in the registry (`data/attributes.yaml`); these belong to no attribute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

__all__ = ["DOUBTS", "PLAIN_WORDS", "SENTENCE_WIDE"]

DOUBTS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "rumour": (
            "rumour, rumours, rumoured, rumor, rumors, rumored, reportedly, allegedly, alleged, supposedly, speculated, "
            "speculation, speculate, leak, leaked, leaks, believed to, thought to, said to, estimated, estimate, "
            "estimates, unconfirmed, unverified, guess, guesses, guessed, presumably, some say, claimed to",
            "据传, 传闻, 传言, 据说, 据称, 有传, 谣言, 谣传, 爆料, 泄露, 泄漏, 猜测, 推测, 估计, 估算, 疑似, 有人认为, 外界认为, "
            "坊间, 未经证实, 未证实, 盛传, 网传, 传出",
            "شایعه, شایعات, شایعه‌ها, گفته می‌شود, می‌گویند, ظاهراً, ظاهرا, گویا, برآورد, تخمین, حدس, گمان, گمانه‌زنی, "
            "درز, فاش شده, لو رفته, تأییدنشده, تأیید نشده, تایید نشده, ادعا",
        ),
        "question": ("", "吗, 多少, 是否, 还是说", "آیا"),
        "hypothesis": (
            "if, suppose, supposing, imagine, hypothetical, hypothetically, were to, would have",
            "如果, 假如, 假设, 倘若, 要是, 假定, 若是, 假使",
            "اگر, فرض کنید, فرض کنیم, چنانچه, در صورتی که",
        ),
        "error": (
            "myth, misconception, wrongly, mistakenly, incorrectly, erroneously, not true, untrue, false claim, debunked",
            "误以为, 误认为, 错误地, 误传, 不属实, 不实, 并非事实, 谬误, 误称",
            "به اشتباه, به‌اشتباه, نادرست, اشتباهاً, به غلط, درست نیست",
        ),
        "possibility": (
            "may, might, could, possibly, perhaps, maybe, likely, probably",
            "可能, 也许, 或许, 大约会, 恐怕",
            "احتمالاً, احتمالا, ممکن است, شاید, محتمل",
        ),
        "future": (
            "will, going to, upcoming, planned, plans to, expected to, is expected, are expected, aims to, intends to",
            "将会, 将于, 将拥有, 将有, 将推出, 将发布, 将在, 即将, 计划, 预计, 有望, 未来, 届时",
            "خواهد, خواهند, قرار است, انتظار می‌رود, در آینده, قصد دارد, برنامه دارد",
        ),
        "negation": (
            "not, never, isn't, wasn't, doesn't, didn't, hasn't, aren't, weren't, neither, nor, instead of, rather than",
            "不是, 并非, 没有, 从未, 尚未, 未曾, 未公布, 未披露, 未透露, 不再, 而非, 并未, 不由, 非由, 既非",
            "نیست, نیستند, نشده, نشد, نکرده, نکرد, ندارد, نبود, نبوده, نساخته, نمی‌شود, نه تنها, ندارند, نه",
        ),
    }
)
"""Why a statement is none to judge, with the words of English, Chinese and Persian that say so."""

SENTENCE_WIDE: Final = frozenset({"rumour", "question", "hypothesis", "error"})
"""The doubts that hold for a whole sentence; the others hold for their clause."""

PLAIN_WORDS: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "pronoun": (
            "it, its, the model, this model, the system, the checkpoint, the network, the family, the series, the llm",
            "该模型, 它, 其, 该系列, 这个模型, 该系统, 这一模型, 此模型, 该版本, 这款模型, 这款, 该款",
            "این مدل, آن مدل, این سامانه, مدل مذکور, این نسخه, این خانواده, آن را, مدل یادشده, آن",
        ),
        "contrast": (
            "while, whereas, but, however, although, though, and then, followed by",
            "而, 但, 但是, 然而, 虽然, 尽管, 不过, 相比之下",
            "در حالی که, درحالی‌که, اما, ولی, هرچند, گرچه, حال آنکه",
        ),
        "comparison": (
            "twice, half, increase, increased, increases, additional, extra, fewer, double, doubled, triple",
            "一半, 增加, 增至, 额外, 翻番, 减少, 提高, 提升, 扩大",
            "نصف, افزایش, بیشتر از, کمتر از, اضافی, کاهش, دوبرابر",
        ),
        "respectively": ("respectively, in that order", "分别, 依次", "به ترتیب, به‌ترتیب"),
        "other": (
            "latter, former, other models, such models, similar models, smaller models, larger models, many models, "
            "most models, all models, models with, another model, rival, rivals",
            "后者, 前者, 其他模型, 等模型, 这类模型, 此类模型, 许多模型, 多数模型, 另一个模型, 竞品, 竞争对手",
            "دومی, اولی, دیگر مدل‌ها, سایر مدل‌ها, مدل‌های دیگر, چنین مدل‌هایی, مدل‌هایی با, رقیب, مدل دیگر",
        ),
        "publication": (
            "paper, article, report, book, study, film, movie, song, album, survey, api, course, post",
            "论文, 文章, 报告, 书, 研究, 电影, 专辑, 综述, 课程, 报道, 接口",
            "مقاله, گزارش, کتاب, پژوهش, فیلم, آلبوم, مطالعه, دوره, خبر",
        ),
        "author": (
            "we, our, i, my, you, your, users, researchers fine-tuned, fine-tune it, fine-tuned it",
            "我们, 我, 用户, 你, 您, 本文, 笔者, 大家",
            "ما, من, شما, کاربران, کاربر, خود",
        ),
        "adapting": (
            "fine-tuned, fine-tune, fine-tuning, finetuned, finetuning, finetune, quantized, inference, lora, adapter",
            "微调, 精调, 量化, 推理, 适配",
            "تنظیم دقیق, ریزتنظیم, کوانتیزه, استنتاج",
        ),
    }
)
"""What else steers the reading of a clause."""
