"""The forms of units in English, Chinese and Persian, a block for each unit; a new unit needs nothing but its block.

The first line of a block has the unit, its kind and how many of the unit one of it is, if that is not one (a `week` is
604800 seconds). English plurals, Persian endings and traditional characters come by themselves.
"""

from __future__ import annotations

from typing import Final

__all__ = ["UNIT_FORMS"]

UNIT_FORMS: Final = """\
parameters: parameters
  en parameter, param, weight
  zh 参数, 参数量, 参数规模, 参数总量, 权重
  fa پارامتر
tokens: tokens
  en token, subword token
  zh 词元, 令牌, 标记, 記號, Token, 代币
  fa توکن, نشانه
words: words
  en word
  zh 单词, 词, 英文单词, 词语, 單字
  fa واژه, کلمه, لغت
characters: characters
  en character, char
  zh 字符, 字元, 汉字, 字, 中文字符
  fa نویسه, کاراکتر, حرف
bits: bits
  en bit
  zh 比特, 位元
  fa بیت
bytes: bytes
  en byte
  zh 字节, 位元组
  fa بایت
bytes: bytes 1e3
  en kilobyte
  zh 千字节, 千位元组
  fa کیلوبایت
bytes: bytes 1e6
  en megabyte
  zh 兆字节, 百万字节, 百万位元组
  fa مگابایت
bytes: bytes 1e9
  en gigabyte, gig
  zh 吉字节, 十亿字节, 十亿位元组, 千兆字节
  fa گیگابایت, گیگ
bytes: bytes 1e12
  en terabyte
  zh 太字节, 兆位元组, 万亿字节, 兆兆字节
  fa ترابایت
bytes: bytes 1e15
  en petabyte
  zh 拍字节, 千兆位元组
  fa پتابایت
bytes: bytes 1e18
  en exabyte
  zh 艾字节
  fa اگزابایت
bytes: bytes 1073741824
  en gibibyte
  fa گیبی‌بایت
FLOP: compute
  en floating point operation, flop
  zh 次浮点运算, 浮点运算, 次浮點運算, 浮点计算, 次浮点计算
  fa فلاپ, عملیات ممیز شناور, عملیات اعشاری
FLOP: compute 1e12
  fa ترافلاپ
FLOP: compute 1e15
  fa پتافلاپ
FLOP: compute 1e18
  fa اگزافلاپ
USD: currency
  en dollar, us dollar, u s dollar, american dollar, usd, buck
  zh 美元, 美金, USD
  fa دلار, دلار آمریکا, دلار امریکا
USD: currency 0.01
  en cent, us cent
  zh 美分
  fa سنت
CNY: currency
  en yuan, rmb, cny, renminbi, chinese yuan
  zh 元, 人民币, 元人民币, 块钱, RMB, CNY
  fa یوان
EUR: currency
  en euro, eur
  zh 欧元
  fa یورو
GBP: currency
  en pound sterling, british pound, gbp
  zh 英镑
  fa پوند
JPY: currency
  en yen, jpy
  zh 日元, 日圆
  fa ین
KRW: currency
  en won, krw
  zh 韩元
  fa وون
HKD: currency
  en hong kong dollar, hkd
  zh 港元, 港币
TWD: currency
  en new taiwan dollar, twd, ntd
  zh 新台币, 台币, 新臺幣, 臺幣
IRR: currency
  en rial, irr
  zh 里亚尔
  fa ریال
IRR: currency 10
  en toman
  zh 土曼
  fa تومان, تومن
%: percent
  en percent, per cent, pct, percentage point, percent point
  zh 个百分点, 百分点, %
  fa درصد, واحد درصد
seconds: time 0.000001
  en microsecond
  zh 微秒
  fa میکروثانیه
seconds: time 0.001
  en millisecond, ms, msec
  zh 毫秒
  fa میلی‌ثانیه
seconds: time
  en second, sec
  zh 秒, 秒钟
  fa ثانیه
seconds: time 60
  en minute, min, mins
  zh 分钟
  fa دقیقه
seconds: time 3600
  en hour, hr, h
  zh 小时, 个小时, 钟头
  fa ساعت
seconds: time 86400
  en day, calendar day
  zh 天, 昼夜
  fa روز
seconds: time 604800
  en week, wk
  zh 周, 星期, 个星期, 礼拜, 个礼拜
  fa هفته
seconds: time 2629800
  en month
  zh 个月, 月时间
  fa ماه
seconds: time 31557600
  en year, yr
  zh 年, 年时间
  fa سال
seconds: time 315576000
  en decade
  fa دهه
layers: layers
  en layer, transformer block
  zh 层, 网络层, 隐藏层, 解码器层, 编码器层
  fa لایه
heads: heads
  en attention head, head, self attention head
  zh 注意力头, 自注意力头, 头注意力, 头自注意力, 头
  fa سر توجه, هد توجه, هد, سر
dimensions: dimensions
  en dimension, dimensional, dim
  zh 维, 维度, 维向量
  fa بعد
chips: chips
  en gpu, tpu, chip, accelerator, graphics card, npu, gpu card, tpu chip, gpu chip, tpu core, cloud tpu
  zh 显卡, 芯片, 加速卡, 加速器, 图形处理器, 计算卡, 卡, 顯示卡, 晶片
  fa پردازنده گرافیکی, پردازندهٔ گرافیکی, پردازنده‌ی گرافیکی, واحد پردازش گرافیکی, کارت گرافیک, تراشه, شتاب‌دهنده
  fa جی‌پی‌یو, چیپ
GPU-hours: chip time
  zh 卡时, GPU时, 卡·时
nodes: items
  en node, server, machine
  zh 节点, 台服务器, 服务器, 台机器
  fa گره, سرور
languages: languages
  en language, natural language
  zh 种语言, 语言, 语种, 个语种, 门语言, 种自然语言
  fa زبان
programming languages: languages
  en programming language
  zh 种编程语言, 编程语言, 程序语言, 程式語言, 种程序语言
  fa زبان برنامه‌نویسی, زبان برنامه نویسی
books: items
  en book
  zh 书, 本, 书籍, 图书, 本书
  fa کتاب, جلد کتاب
examples: items
  en example, sample, instance, training example, data point
  zh 样本, 示例, 例子, 实例, 条数据, 数据点, 例
  fa نمونه, مثال, دادهٔ آموزشی
images: items
  en image, picture, photo
  zh 图像, 图片, 照片, 图, 影像
  fa تصویر, عکس
image-text pairs: items
  en image text pair, text image pair, image caption pair
  zh 图文对, 对图文, 对图像文本, 对图文数据, 图像文本对, 图像-文本对, 文本图像对
  fa جفت تصویر و متن, جفت تصویر-متن, جفت متن و تصویر, زوج تصویر و متن
pairs: items
  en pair
  zh 对
  fa جفت, زوج
documents: items
  en document, article, paper, web page, webpage, page
  zh 文档, 文章, 论文, 网页, 篇, 页, 篇文件
  fa سند, مقاله, صفحه, صفحه وب, متن
sentences: items
  en sentence
  zh 句子, 句, 句话
  fa جمله
tasks: items
  en task
  zh 任务
  fa وظیفه, تسک, کار
questions: items
  en question, problem
  zh 问题, 题目, 题, 道题
  fa پرسش, سؤال, سوال, مسئله
dialogues: items
  en dialogue, conversation, dialog
  zh 对话, 轮对话, 会话
  fa گفتگو, گفت‌وگو, مکالمه
instructions: items
  en instruction, prompt
  zh 指令, 提示, 提示词
  fa دستور, دستورالعمل, پرامپت
videos: items
  en video, clip, video clip
  zh 视频, 影片
  fa ویدیو, ویدئو, کلیپ
files: items
  en file
  zh 文件, 档案
  fa فایل, پرونده
repositories: items
  en repository, repo
  zh 仓库, 代码库
  fa مخزن
people: items
  en person, people, user, developer, researcher, employee, engineer, annotator, contributor, customer, labeler
  en subscriber, student
  zh 用户, 人, 名, 研究人员, 开发者, 员工, 工程师, 标注员, 客户, 使用者
  fa نفر, کاربر, پژوهشگر, توسعه‌دهنده, کارمند, مهندس, مشتری, محقق
organizations: items
  en company, organization, institution, university, startup
  zh 公司, 机构, 企业, 家公司, 大学
  fa شرکت, سازمان, مؤسسه, موسسه, دانشگاه
countries: items
  en country
  zh 国家, 国
  fa کشور
models: items
  en model
  zh 模型
  fa مدل
experts: items
  en expert
  zh 专家
  fa متخصص, خبره
steps: items
  en step, training step, iteration, update
  zh 步, 训练步, 迭代, 次迭代
  fa گام, مرحله, تکرار
epochs: items
  en epoch
  zh 轮, 个轮次, 轮次, 訓練週期
  fa دوره, ایپاک, اپوک
classes: items
  en class, category, label
  zh 类别, 类, 标签
  fa کلاس, دسته, برچسب
data sets: items
  en dataset, data set
  zh 数据集, 資料集
  fa مجموعه داده, دیتاست
benchmarks: items
  en benchmark
  zh 基准, 基准测试
  fa بنچمارک, محک
requests: items
  en request, query, call, download, message
  zh 请求, 次请求, 次调用, 次下载, 下载, 查询, 消息
  fa درخواست, پرسمان, دانلود, پیام
lines: items
  en line of code, lines of code, line
  zh 行代码, 行
  fa خط کد, خط
pixels: items
  en pixel
  zh 像素
  fa پیکسل
times: ratio
  en time, fold, factor
  zh 倍, 倍数
  fa برابر
orders of magnitude: ratio
  en order of magnitude, orders of magnitude
  zh 个数量级, 数量级
  fa مرتبهٔ بزرگی, مرتبه بزرگی
"""
