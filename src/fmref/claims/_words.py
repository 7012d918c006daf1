"""What turns a statement into something else, and what points from one clause to another, in the three languages.

The words for attributes stand in the registry (`data/attributes.yaml`); these belong to no attribute. A block has what
the words say, and a line or more for each language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

__all__ = ["DOUBTS", "SENTENCE_WIDE", "STEERING", "words"]

DOUBTS: Final = """\
rumour
  en rumour, rumours, rumoured, rumor, rumors, rumored, reportedly, allegedly, alleged, supposedly, speculated
  en speculation, speculate, leak, leaked, leaks
  en believed to, thought to, said to, estimated, estimate, estimates
  en unconfirmed, unverified, guess, guesses, guessed, presumably, some say, claimed to
  zh 据传, 传闻, 传言, 据说, 据称, 有传, 谣言, 谣传, 爆料, 泄露, 泄漏, 猜测
  zh 推测, 估计, 估算, 疑似, 有人认为, 外界认为, 坊间, 未经证实, 未证实, 盛传, 网传, 传出
  fa شایعه, شایعات, شایعه‌ها, گفته می‌شود, می‌گویند, ظاهراً, ظاهرا
  fa گویا, برآورد, تخمین, حدس, گمان, گمانه‌زنی, درز
  fa فاش شده, لو رفته, تأییدنشده, تأیید نشده, تایید نشده, ادعا
question
  zh 吗, 多少, 是否, 还是说
  fa آیا
hypothesis
  en if, suppose, supposing, imagine, hypothetical, hypothetically, were to, would have
  zh 如果, 假如, 假设, 倘若, 要是, 假定, 若是, 假使
  fa اگر, فرض کنید, فرض کنیم, چنانچه, در صورتی که
error
  en myth, misconception, wrongly, mistakenly, incorrectly, erroneously, not true, untrue, false claim, debunked
  zh 误以为, 误认为, 错误地, 误传, 不属实, 不实, 并非事实, 谬误, 误称
  fa به اشتباه, به‌اشتباه, نادرست, اشتباهاً, به غلط, درست نیست
possibility
  en may, might, could, possibly, perhaps, maybe, likely, probably
  zh 可能, 也许, 或许, 大约会, 恐怕
  fa احتمالاً, احتمالا, ممکن است, شاید, محتمل
future
  en will, going to, upcoming, planned, plans to, expected to, is expected, are expected, aims to, intends to
  zh 将会, 将于, 将拥有, 将有, 将推出, 将发布, 将在, 即将, 计划, 预计, 有望, 未来, 届时
  fa خواهد, خواهند, قرار است, انتظار می‌رود, در آینده, قصد دارد, برنامه دارد
negation
  en not, never, isn't, wasn't, doesn't, didn't, hasn't, aren't, weren't, neither, nor, instead of, rather than
  zh 不是, 并非, 没有, 从未, 尚未, 未曾, 未公布
  zh 未披露, 未透露, 不再, 而非, 并未, 不由, 非由, 既非
  fa نیست, نیستند, نشده, نشد, نکرده, نکرد, ندارد, نبود, نبوده, نساخته, نمی‌شود, ندارند, نه
"""
"""Why a statement is none to judge."""

SENTENCE_WIDE: Final = frozenset({"rumour", "question", "hypothesis", "error"})
"""The doubts that hold for a whole sentence, a rumour unless it is of another model; the others for their clause."""

STEERING: Final = """\
pronoun
  en it, its, the model, this model, the system, the checkpoint, the network, the family, the series, the llm
  en its largest, its biggest, the largest variant, the largest version, the biggest variant, the biggest version
  en the full version, the giant variant, this release, the code, the weights
  en training used, training took, training required, training ran, pretraining used, pretraining took
  zh 该模型, 它, 其参数, 其上下文, 其训练, 其具有, 其拥有, 其发布, 该系列
  zh 这个模型, 该系统, 这一模型, 该版本, 此模型, 本模型, 这款模型, 这款, 该款
  zh 最大版本, 其最大, 旗舰版, 其语料, 其层数, 其上下文, 整个训练, 整个过程, 训练过程, 训练共, 训练历时
  zh 训练使用, 训练用了, 训练采用, 训练耗时, 训练持续, 训练动用, 训练数据, 训练语料
  zh 参数量, 参数规模, 上下文长度, 上下文窗口
  fa این مدل, آن مدل, این سامانه, مدل مذکور, این نسخه, این خانواده, آن را, مدل یادشده, آن
  fa بزرگ‌ترین نسخه, بزرگ‌ترین نسخهٔ, بزرگ‌ترین نسخه‌اش, نسخهٔ بزرگش, مجوزش, پنجره‌اش, سازنده‌اش, آموزشش, آموزش آن
  fa کل آموزش, روند آموزش, فرایند آموزش, دادهٔ آموزشی, داده‌های آموزشی, پیکرهٔ آموزشی, شمار پارامترها, تعداد پارامترها
contrast
  en while, whereas, but, yet, however, although, though, and then, followed by
  zh 而, 但, 但是, 然而, 虽然, 尽管, 不过, 相比之下
  fa در حالی که, درحالی‌که, اما, ولی, هرچند, گرچه, حال آنکه
comparison
  en twice, half, increase, increased, increases, additional, extra, fewer, double, doubled, triple
  zh 一半, 增加, 增至, 额外, 翻番, 减少, 提高, 提升, 扩大
  fa نصف, افزایش, بیشتر از, کمتر از, اضافی, کاهش, دوبرابر
member
  en smallest, smaller, small version, base version, distilled version
  zh 最小, 较小, 小型版, 蒸馏版
  fa کوچک‌ترین, کوچکترین, نسخهٔ کوچک
reissue
  en open-sourced, open source, open-source, made public, made available, generally available, public beta, opened
  zh 开源, 开放下载, 全面开放, 公测, 正式开放, 开放
  fa متن‌باز, آزاد شد, در دسترس
whole
  en not only, not just, no fewer than, time window
  zh 据说明, 不能不, 没有多少, 其他, 其中, 尤其, 它们, 而成, 从而, 而言, 进而
  zh 而且, 反而, 因而, 而来, 而得, 不但, 可能性, 不仅, 窗口期
  fa نه تنها, در خود
respectively
  en respectively, in that order
  zh 分别, 依次
  fa به ترتیب, به‌ترتیب
other
  en latter, former, other models, such models, similar models, smaller models, larger models, many models
  en most models, all models, models with, another model, rival, rivals
  zh 后者, 前者, 其他模型, 等模型, 这类模型
  zh 此类模型, 许多模型, 多数模型, 另一个模型, 竞品, 竞争对手
  fa دومی, اولی, دیگر مدل‌ها, سایر مدل‌ها, مدل‌های دیگر, چنین مدل‌هایی, مدل‌هایی با, رقیب, مدل دیگر
publication
  en paper, article, report, book, study, film, movie, song, album, survey, api, course, post
  zh 论文, 文章, 报告, 书, 研究, 电影, 专辑, 综述, 课程, 报道, 接口
  fa مقاله, گزارش, کتاب, پژوهش, فیلم, آلبوم, مطالعه, دوره, خبر
part
  en sliding window, attention window, local window, local attention, sliding attention
  zh 滑动窗口, 局部注意力, 注意力窗口
  fa پنجرهٔ لغزان, پنجرهٔ توجه
event
  en workshop, conference, keynote, meetup, hackathon, seminar, summit
  zh 研讨会, 讲座, 峰会, 年会
  fa کارگاه, همایش, کنفرانس, نشست
author
  en we, our, ours, my, you, your, users, researchers fine-tuned, fine-tune it, fine-tuned it
  zh 我们, 我, 用户, 你, 您, 本文, 笔者, 大家
  fa ما, من, شما, کاربران, کاربر, دادهٔ خود, داده‌های خود, دادگان خود, سرورهای خود
beginning
  en began, begun, begin, started, start, since, founded, founding, work on, worked on, plan, planned, research, idea
  en conceived, dates back, roots, until, before, earlier, predecessor, data from, data up to, cutoff, cut-off
  zh 始于, 开始, 启动, 立项, 自从, 以来, 成立, 研究, 计划, 截至, 之前, 前身, 筹备, 起步
  fa آغاز, شروع, از سال, تأسیس, پژوهش, برنامه, طرح, پیش از, تا پیش, ایده
training
  en trained, training, train, pretrained, pre-trained, pretraining, pre-training, retrained
  zh 训练, 预训练, 训成, 炼成
  fa آموزش, پیش‌آموزش, تعلیم
tuning
  en fine-tuned, fine-tune, fine-tuning, finetuned, finetuning, finetune, tuned
  zh 微调, 精调, 调优
  fa تنظیم دقیق, ریزتنظیم, تنظیم
adapting
  en quantized, inference, lora, adapter
  en serve, serves, serving, served, deploy, deployed, deployment, runs on, run on, running on, fits on, fit on, fits in
  en host, hosted, hosting, load, loads, loading, memory, vram, per second, supercomputer, answers, answer, responds
  en replies, generates, generate, rent, rented, rents, buy, buys, bought, sells, price, laptop, desktop, shares
  zh 量化, 推理, 适配, 部署, 运行, 加载, 显存, 内存, 超级计算机, 超算, 回答
  zh 租, 租用, 购买, 采购, 价格, 笔记本, 股价, 给出答案
  fa کوانتیزه, استنتاج, اجرا, استقرار, میزبانی, بارگذاری, ابررایانه, پاسخ
  fa اجاره, خرید, قیمت, لپ‌تاپ, سهام
"""
"""What else steers the reading of a clause."""


def words(blocks: str) -> Mapping[str, Sequence[str]]:
    """The words of some blocks, of all languages together, by what they say."""
    return dict(_blocks(blocks))


def _blocks(blocks: str) -> Iterator[tuple[str, Sequence[str]]]:
    for block in blocks.replace("\n  ", "\0").splitlines():
        what, *lines = block.split("\0")
        yield what, [word for line in lines for word in line[3:].split(", ")]
