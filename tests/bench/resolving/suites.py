"""The suites of the benchmark: from public files and resolvers to tables."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, Literal

from tables import Table, share

from resolving.peers import Answer, Resolver
from resolving.refusals import KINDS, invented, opaque, random_words
from resolving.scores import Agreement, BCubed, b_cubed, loose_key, pair_agreement
from resolving.upstream import Link, Upstream, known_pair_errors

__all__ = [
    "error_table",
    "hub_pairs",
    "leaderboard_names",
    "model_links",
    "ollama_tags",
    "pair_error_table",
    "refusals",
]

Verdict = Literal["right", "wrong", "ambiguous", "none"]
Pairs = list[tuple[str, str]]


# --- Links of models.dev ---


def model_links(
    upstream: Upstream, resolvers: Sequence[Resolver], errors: Mapping[Link, str], misses: list[str]
) -> list[Table]:
    """Suite 1: what providers call a model, against the hand-made links of models.dev."""
    links = upstream.links()
    targets: dict[str, set[str]] = defaultdict(set)
    for link in links:
        targets[link.name].add(link.target)
    names = _names_of_targets(upstream)
    shown = {model["id"]: model["name"] for model in upstream.models()}
    own = {resolver.name: own_identities(resolver, shown, names) for resolver in resolvers}
    plain = [link for link in links if len(targets[link.name]) == 1]
    bare = list({link.name: link._replace(provider="") for link in plain}.values())
    wrong_names = {link.name for link in errors}
    sets = {
        "bare id": bare,
        "bare id, less known errors": [link for link in bare if link.name not in wrong_names],
        "id with provider": plain,
        "id with provider, less known errors": [link for link in plain if link not in errors],
    }
    found = []
    for title, asked in sets.items():
        rows = []
        for resolver in resolvers:
            counts: Counter[Verdict] = Counter()
            for link in asked:
                answer = resolver.ask(link.name, link.provider or None)
                verdict = judge(answer, names[link.target], own[resolver.name][link.target])
                counts[verdict] += 1
                if resolver.name == "fmref" and verdict != "right" and title in ("bare id", "id with provider"):
                    said = "known error" if link in errors or (not link.provider and link.name in wrong_names) else ""
                    misses.append("\t".join(["link", verdict, *link, str(answer and answer.names), said]))
            rows.append([resolver.name, *_counts(counts, len(asked))])
        found.append(Table(f"models.dev links, {title} ({len(asked):,})", _LINK_HEAD, rows))
    two = sorted({link.name for link in links} - {link.name for link in plain})
    rows = [[r.name, *_on_ambiguous(r, two, targets, names)] for r in resolvers]
    found.append(
        Table(
            f"Ids that models.dev links to two models ({len(two)})",
            ["resolver", "one of the two", "another", "none"],
            rows,
        )
    )
    return found


_LINK_HEAD: Final = ["resolver", "right", "wrong", "several", "none", "right %", "wrong %"]


def _counts(counts: Counter[Verdict], total: int) -> list[str]:
    cells = [str(counts[verdict]) for verdict in ("right", "wrong", "ambiguous", "none")]
    return [*cells, share(counts["right"], total), share(counts["wrong"], total)]


def error_table(errors: Mapping[Link, str]) -> Table:
    """The links that are wrong or opaque themselves."""
    rows = [[f"`{link.provider}`", f"`{link.name}`", f"`{link.target}`", reason] for link, reason in errors.items()]
    head = ["provider", "id", "linked to", "what is wrong with the link"]
    return Table(f"Known errors of the links ({len(errors)})", head, rows, prose=True)


def pair_error_table(errors: Mapping[tuple[str, str], str]) -> Table:
    """The pairs of public files that are two models."""
    rows = [[f"`{one}`", f"`{other}`", reason] for (one, other), reason in errors.items()]
    return Table(f"Known errors of the pairs ({len(errors)})", ["name", "other name", "reason"], rows, prose=True)


def judge(answer: Answer | None, right: frozenset[str], own: frozenset[Hashable] = frozenset()) -> Verdict:
    """Whether an answer is the right model; echoes are none.

    It is when a name of it has a loose key in `right`, or its identity is one of `own`. A resolver that links nothing
    is right wherever it lists the name.
    """
    if answer is None or answer.status == "echo":
        return "none"
    if answer.status == "ambiguous":
        return "ambiguous"
    if answer.status == "verbatim":
        return "right"
    return "right" if answer.identity in own or any(loose_key(name) in right for name in answer.names) else "wrong"


def own_identities(
    resolver: Resolver, shown: Mapping[str, str], names: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[Hashable]]:
    """What a resolver answers to each model's own id and shown name, where it tells the model from all others.

    A resolver may know a model by a name that models.dev does not have. Its answer to the model's own names is taken
    for that name, but for one that it gives to another model, too.
    """
    answers: dict[str, set[Hashable]] = {}
    given: dict[Hashable, set[str]] = defaultdict(set)
    for target, name in shown.items():
        answers[target] = {resolver.identity(text) for text in (target, target.rpartition("/")[2], name)} - {None}
        for answer in answers[target]:
            given[answer].add(target)
    return {
        target: frozenset(a for a in found if all(names[target] & names[other] for other in given[a]))
        for target, found in answers.items()
    }


def _on_ambiguous(
    resolver: Resolver, ids: Iterable[str], targets: Mapping[str, set[str]], names: Mapping[str, frozenset[str]]
) -> list[str]:
    counts: Counter[Verdict] = Counter()
    for name in ids:
        right = frozenset[str]().union(*(names[target] for target in targets[name]))
        counts[judge(resolver.ask(name, None), right)] += 1
    return [str(counts["right"]), str(counts["wrong"]), str(counts["none"] + counts["ambiguous"])]


def _names_of_targets(upstream: Upstream) -> dict[str, frozenset[str]]:
    """The loose keys of each model's id, shown name and repository of the weights."""
    found = {}
    for model in upstream.models():
        weights = (entry["url"] for entry in model.get("weights") or ())
        found[model["id"]] = frozenset(loose_key(name) for name in (model["id"], model["name"], *weights))
    return found


# --- Repositories of two hubs ---


def hub_pairs(upstream: Upstream, resolvers: Sequence[Resolver], misses: list[str]) -> list[Table]:
    """Suite 2: names of the same weights on two hubs, which need no truth but their being the same."""
    factory = upstream.llama_factory()
    sets: dict[str, Pairs] = {
        "ModelScope and Hugging Face, by ms-swift": upstream.ms_swift(),
        "ModelScope and Hugging Face, by LLaMA-Factory": [(ms, hf) for _, hf, ms in factory if ms and hf],
        "Name and Hugging Face, by LLaMA-Factory": [(name, hf) for name, hf, _ in factory if hf],
        "ModelScope and Hugging Face, by Xinference": list(_xinference_pairs(upstream.xinference())),
        "GGUF file and its repository, by Xinference": list(_gguf_files(upstream.xinference())),
    }
    found = [_pair_table(title, pairs, resolvers, misses) for title, pairs in sets.items()]
    return [*found, pair_error_table(known_pair_errors())]


def _pair_table(title: str, pairs: Pairs, resolvers: Sequence[Resolver], misses: list[str]) -> Table:
    wrong = known_pair_errors()
    different = list(dict.fromkeys(p for p in pairs if p[0].casefold() != p[1].casefold()))
    rows = []
    for resolver in resolvers:
        answer = cache(resolver.identity)
        score = pair_agreement(different, answer, nested=resolver.nested)
        less = pair_agreement((pair for pair in different if pair not in wrong), answer, nested=resolver.nested)
        rows.append([resolver.name, *_agreement(score), share(less.agree, less.both)])
        if resolver.name == "fmref":
            for one, other in different:
                if answer(one) != answer(other) or answer(one) is None:
                    misses.append("\t".join([title, one, other, str(answer(one)), str(answer(other))]))
    return Table(f"{title} ({len(different):,} pairs)", _PAIR_HEAD, rows)


_PAIR_HEAD: Final = [
    "resolver",
    "both answered",
    "% of pairs",
    "agree",
    "nested",
    "agree %",
    "agree or nested %",
    "agree %, less errors",
]


def _agreement(score: Agreement) -> list[str]:
    return [
        str(score.both),
        share(score.both, score.pairs),
        str(score.agree),
        str(score.nested),
        share(score.agree, score.both),
        share(score.agree + score.nested, score.both),
    ]


def _xinference_pairs(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Repositories on two hubs of one name, size, format and quantization, where each hub has just one."""
    cells: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for quantization in row["quantizations"].split("|"):
            key = (row["model_name"], row["size_b"], row["format"], quantization)
            cells[key][row["hub"]].add(row["repo"].replace("{quantization}", quantization))
    for hubs in cells.values():
        one, other = hubs["modelscope"], hubs["huggingface"]
        if len(one) == len(other) == 1:
            yield next(iter(one)), next(iter(other))


def _gguf_files(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The name of every GGUF file with the repository in which it lies."""
    for row in rows:
        if row["format"] == "ggufv2" and row["file_template"] and row["hub"] == "huggingface":
            for quantization in row["quantizations"].split("|"):
                yield row["file_template"].replace("{quantization}", quantization), row["repo"]


# --- Tags of Ollama ---


def ollama_tags(upstream: Upstream, resolvers: Sequence[Resolver], misses: list[str]) -> list[Table]:
    """Suite 3: tags with one hash are one file, whatever they are called."""
    tags = dict(upstream.ollama())
    by_hash: dict[str, list[str]] = defaultdict(list)
    for tag, digest in tags.items():
        by_hash[digest].append(tag)
    pairs = [(one, other) for names in by_hash.values() for one in names for other in names if one < other]
    explicit = [p for p in pairs if not any(tag.endswith(":latest") for tag in p)]
    found = [
        _pair_table("Ollama tags of one hash", pairs, resolvers, misses),
        _pair_table("Ollama tags of one hash, without latest", explicit, resolvers, []),
    ]
    shared = sum(len(names) for names in by_hash.values() if len(names) > 1)
    rows = []
    for resolver in resolvers:
        answers = {tag: resolver.identity(tag) for tag in tags}
        precision = b_cubed(answers, tags, apart=known_apart).precision
        recall = b_cubed({tag: answers[tag] for tag in tags if len(by_hash[tags[tag]]) > 1}, tags).recall
        answered = sum(answer is not None for answer in answers.values())
        score = BCubed(precision, recall, len(tags))
        cells = [f"{value:.3f}" for value in (score.precision, score.recall, score.f1)]
        rows.append([resolver.name, str(answered), share(answered, len(tags)), *cells])
    head = ["resolver", "answered", "% of tags", "precision", f"recall ({shared:,} tags)", "F1"]
    found.append(Table(f"Ollama tags clustered by answer, B-cubed ({len(tags):,} tags)", head, rows))
    return found


_SIZE: Final = re.compile(r"(?<![\w.])(?:\d+x)?\d+(?:\.\d+)?[bm](?![a-z0-9])")


def known_apart(one: str, other: str) -> bool:
    """Whether two Ollama tags of different hashes are surely two models.

    They are where the name before the colon differs, or where both state a size and these differ. Two tags of one name
    and size may be quantizations of one model or not; the hash does not say.
    """
    if one.partition(":")[0] != other.partition(":")[0]:
        return True
    sizes = [_SIZE.findall(tag.partition(":")[2]) for tag in (one, other)]
    return all(sizes) and sizes[0][0] != sizes[1][0]


# --- Names of leaderboards ---


def leaderboard_names(upstream: Upstream, resolvers: Sequence[Resolver], misses: list[str]) -> list[Table]:
    """Suite 4: two names of one row of HELM, and names of one paper or repository in two tables of Epoch AI."""
    helm = upstream.helm()
    found = [
        _pair_table("Name and display name of HELM", helm, resolvers, misses),
        _pair_table(
            "Names of one link in two tables of Epoch AI", list(_epoch_pairs(upstream.epoch())), resolvers, misses
        ),
    ]
    truth: dict[str, str] = {}
    for name, shown in helm:
        truth.setdefault(name, name)
        truth.setdefault(shown, name)
    rows = []
    for resolver in resolvers:
        answers = {name: resolver.identity(name) for name in truth}
        score = b_cubed(answers, truth, apart=lambda a, b: _undated(truth[a]) != _undated(truth[b]))
        answered = sum(answer is not None for answer in answers.values())
        scores = [f"{value:.3f}" for value in (score.precision, score.recall, score.f1)]
        rows.append([resolver.name, str(answered), share(answered, len(truth)), *scores])
    head = ["resolver", "answered", "% of names", "precision", "recall", "F1"]
    found.append(Table(f"Names of HELM clustered by answer, B-cubed ({len(truth):,} names)", head, rows))
    return found


_SNAPSHOT: Final = re.compile(r"[-@](?:\d{4}|\d{8}|\d{4}-\d\d-\d\d|\d\d-\d{4}|00\d|v\d+:\d|preview|turbo|exp)(?=-|$)")


def _undated(name: str) -> str:
    """A name of HELM without what tells snapshots and servings of one model apart."""
    return loose_key(_SNAPSHOT.sub("", _SNAPSHOT.sub("", name)))


def _epoch_pairs(tables: Iterable[Sequence[Mapping[str, Any]]]) -> Iterator[tuple[str, str]]:
    """Names under one link in two tables, where each of the tables has that link just once."""
    linked: list[dict[str, str]] = []
    for rows in tables:
        links = Counter(row["Link"].strip() for row in rows)
        linked.append({row["Link"].strip(): row["Model"].strip() for row in rows if links[row["Link"].strip()] == 1})
    for position, table in enumerate(linked):
        for later in linked[position + 1 :]:
            yield from ((table[link], later[link]) for link in table if link and link in later)


# --- Names to refuse ---


def refusals(upstream: Upstream, resolvers: Sequence[Resolver], misses: list[str], count: int = 400) -> list[Table]:
    """Suite 5: names of models that do not exist, to which any plain answer is wrong."""
    rng = random.Random(0)
    seeds = _seeds(upstream)
    asked = [
        *invented(upstream.names(), seeds, count, rng),
        *opaque(count // 2, rng),
        *random_words(count, rng),
    ]
    sizes = Counter(case.kind for case in asked)
    rows = []
    for resolver in resolvers:
        wrong: Counter[str] = Counter()
        known = len(
            {case.made_from for case in asked if case.made_from and resolver.identity(case.made_from) is not None}
        )
        for case in asked:
            answer = resolver.ask(case.name, None)
            if answer is not None and answer.status != "ambiguous":
                wrong[case.kind] += 1
                if resolver.name == "fmref":
                    misses.append("\t".join(["refusal", *case, str(answer.names)]))
        share_known = share(known, len({case.made_from for case in asked if case.made_from}))
        total = sum(wrong.values())
        rows.append(
            [resolver.name, share_known, *(str(wrong[kind]) for kind in KINDS), str(total), share(total, len(asked))]
        )
    kinds = [f"{kind} ({sizes[kind]})" for kind in KINDS]
    head = ["resolver", "real names answered", *kinds, "all", "answered %"]
    return [Table(f"Invented names that got an answer ({len(asked):,})", head, rows)]


def _seeds(upstream: Upstream) -> list[str]:
    """Real names in several forms: ids and shown names of models.dev, HELM's, repositories, and Ollama tags."""
    found = {
        name for model in upstream.models() for name in (model["id"], model["id"].rpartition("/")[2], model["name"])
    }
    found.update(name for pair in upstream.helm() for name in pair)
    found.update(repo for _, repo, _ in upstream.llama_factory() if repo)
    found.update(tag for tag, _ in upstream.ollama() if re.fullmatch(r"[\w.-]+:\d+(?:\.\d+)?b(?:-instruct)?", tag))
    return sorted(found)
